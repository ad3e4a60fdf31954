package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Balance;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.record.Event;
import dev.licet.storage.testing.PostgresCluster;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The connection is cut around the commit: nothing is lost, and nothing is done twice (reference: security.md
/// F10).
final class PostgresLostCommitTest extends DatabaseContract {
    private static final int CUTS = 15;

    private final Place.Postgres direct = PostgresCluster.shared().freshDatabase();
    private final FaultProxy proxy = new FaultProxy(PostgresCluster.shared().port());

    @Override
    Place place() {
        return direct;
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    /// Without prepared statements every commit is spelled out, so that the proxy can see it.
    private Database throughProxy() {
        String url = direct.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/") + "?prepareThreshold=0";
        var place = new Place.Postgres(url, direct.user(), direct.password());
        return Database.open(new DatabaseSettings(place, MASTER, clock, new SeededRandom(77), Duration.ofMinutes(1)));
    }

    private void everyTokenIsChargedAndRecordedOnce(FaultProxy.Cut... cut) {
        var account = accountWithUnits(1000);
        var ids = new ArrayList<String>();
        try (var node = throughProxy()) {
            for (int i = 0; i < CUTS; i++) {
                proxy.cutOnce(cut);
                var token = Given.token(account, Environment.PRODUCTION, i, 1);
                var outcome = Given.redemption(token, 1, HandClock.START).by(node.ledger());
                assertInstanceOf(Granted.class, outcome);
                ids.add(token.id().hex());
            }
        }
        var records = database.records().window(account, Environment.PRODUCTION, 0, 1000);
        assertEquals(CUTS * cut.length, proxy.cuts());
        assertEquals(
                ids,
                records.stream().flatMap(record -> record.tokenId().stream()).toList());
        assertEquals(
                new Balance.Units(1000 - CUTS),
                database.administration()
                        .balances()
                        .show(account, Environment.PRODUCTION)
                        .orThrow());
    }

    @Test
    void a_commit_whose_answer_is_lost_is_looked_up_and_not_made_again() {
        everyTokenIsChargedAndRecordedOnce(FaultProxy.Cut.AFTER_COMMIT);
    }

    @Test
    void a_commit_that_never_arrived_is_made_once() {
        everyTokenIsChargedAndRecordedOnce(FaultProxy.Cut.BEFORE_COMMIT);
    }

    /// The look-up writes what it looks for, and must not find that the next time.
    @Test
    void a_look_up_whose_answer_is_lost_is_not_taken_for_the_commit() {
        everyTokenIsChargedAndRecordedOnce(FaultProxy.Cut.BEFORE_COMMIT, FaultProxy.Cut.AFTER_INSERT);
    }

    @Test
    void a_top_up_is_not_made_twice_either() {
        var account = accountWithUnits(0);
        try (var node = throughProxy()) {
            for (int i = 0; i < CUTS; i++) {
                proxy.cutOnce(i % 2 == 0 ? FaultProxy.Cut.AFTER_COMMIT : FaultProxy.Cut.BEFORE_COMMIT);
                node.administration()
                        .balances()
                        .topUp(account, Environment.PRODUCTION, 10, "invoice " + i)
                        .orThrow();
            }
        }
        assertEquals(
                new Balance.Units(10 * CUTS),
                database.administration()
                        .balances()
                        .show(account, Environment.PRODUCTION)
                        .orThrow());
    }

    /// Throws what no driver should, once after each call that ends so, in that order.
    private record Broken(Queue<String> ends) implements Calls {
        @Override
        public void before(String call) {}

        @Override
        public void after(String call) {
            synchronized (ends) {
                if (ends.isEmpty() || !call.endsWith(ends.element())) return;
                ends.remove();
            }
            throw new IllegalStateException("a fault of the driver");
        }
    }

    @Test
    void a_fault_of_the_driver_at_a_commit_or_its_look_up_is_a_lost_answer_too() throws SQLException {
        var account = account();
        var event = Given.event(Event.Kind.ISSUED, account, Environment.PRODUCTION, HandClock.START);
        var ends = new ArrayDeque<String>();
        try (var _ = FaultyDriver.install(Product.POSTGRESQL, new Broken(ends))) {
            var node = openAgain();
            ends.addAll(List.of("COMMIT", "ON CONFLICT (mark) DO NOTHING"));
            node.ledger().write(event);
        }
        var records = database.records().window(account, Environment.PRODUCTION, 0, 10);
        assertEquals(1, records.size());
        assertEquals(0, ends.size());
    }

    @Test
    void many_callers_who_shared_a_lost_commit_all_get_their_answers() {
        var account = accountWithUnits(1000);
        try (var node = throughProxy()) {
            for (int round = 0; round < 3; round++) {
                int first = round * 100;
                proxy.cutOnce(FaultProxy.Cut.AFTER_COMMIT);
                var event = Given.event(Event.Kind.ISSUED, account, Environment.PRODUCTION, HandClock.START);
                inParallel(100, i -> () -> {
                    var token = Given.token(account, Environment.PRODUCTION, first + i, 1);
                    if (i % 2 == 0)
                        return Given.redemption(token, 1, HandClock.START).by(node.ledger());
                    node.ledger().write(event);
                    return event;
                });
            }
        }
        assertEquals(
                300,
                database.records()
                        .window(account, Environment.PRODUCTION, 0, 1000)
                        .size());
        assertEquals(
                new Balance.Units(850),
                database.administration()
                        .balances()
                        .show(account, Environment.PRODUCTION)
                        .orThrow());
    }
}
