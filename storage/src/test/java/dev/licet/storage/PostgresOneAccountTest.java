package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.ledger.BatchWrites;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Hold;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.sql.Store;
import dev.licet.storage.testing.PostgresCluster;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes that write for one account do not wait for each other, and who changes the account waits for all of them.
@Timeout(120)
final class PostgresOneAccountTest extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;
    private static final Limits LIMITS = new Limits(2, 1, 100, 10, Duration.ofSeconds(60));

    private static final RowTags TAGS = new RowTags(SecretBytes.copyOf(new byte[32]));
    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch commit = new CountDownLatch(1);
    private ExecutorService callers;
    private Store dawdler;

    @Override
    Place place() {
        return place;
    }

    @BeforeEach
    void startDawdler() {
        callers = Executors.newVirtualThreadPerTaskExecutor();
        var server = new PostgresServer(place.url(), place.user(), place.password(), LIMITS);
        dawdler = new Store(server, LIMITS, clock, new SecureRandom());
    }

    @AfterEach
    void stopDawdler() {
        commit.countDown();
        callers.close();
        dawdler.close();
    }

    private static Event event(AccountId account) {
        return Given.event(Event.Kind.ISSUED, account, TEST, HandClock.START);
    }

    /// Another node in the middle of a transaction that has written a record of the account.
    private Future<Boolean> dawdling(AccountId account) throws InterruptedException {
        Future<Boolean> late = callers.submit(
                () -> dawdler.write("dawdling", new Hold.Steady(new AccountEnvironment(account, TEST)), session -> {
                    BatchWrites.write(session, TAGS, event(account));
                    // What is written is sent with the next question.
                    session.number("SELECT COUNT(*) FROM record");
                    written.countDown();
                    await(commit);
                    return true;
                }));
        written.await();
        return late;
    }

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    private List<EventRecord> tail(AccountId account, long after) {
        return database.recordTail().after(account, TEST, after, 10);
    }

    @Test
    void a_record_is_written_and_read_while_another_node_has_not_committed_and_the_late_one_comes_after_it()
            throws Exception {
        var account = account();
        var late = dawdling(account);

        database.ledger().write(event(account));
        var attempt = Given.redemption(Given.token(account, TEST, 1, 1), 1, HandClock.START);
        assertInstanceOf(Granted.class, attempt.by(database.ledger()));
        var early = tail(account, 0);
        assertEquals(2, early.size());

        commit.countDown();
        late.get();
        assertEquals(1, tail(account, early.getLast().id()).size());
        assertEquals(3, database.records().window(account, TEST, 0, 10).size());
        // Another key than the installation's has tagged what the dawdler wrote.
        var broken =
                database.verification().findings().stream().map(Finding::rule).toList();
        assertEquals(List.of(Rule.ROWS_ARE_AS_WRITTEN), broken);
    }

    @Test
    void who_changes_an_account_waits_for_those_who_decided_by_it_as_it_was() throws Exception {
        var account = account();
        var late = dawdling(account);
        var changing = callers.submit(() ->
                database.administration().accounts().enable(account, false).orThrow());

        String waiting = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
        while (count(waiting) == 0 && !changing.isDone()) Thread.onSpinWait();
        assertFalse(changing.isDone());
        commit.countDown();
        late.get();
        changing.get();
    }

    @Test
    void what_nobody_reads_is_numbered_all_the_same() throws Exception {
        var account = account();
        database.ledger().write(event(account));
        while (count("SELECT COUNT(*) FROM record") == 0) Thread.onSpinWait();
        assertEquals(0, count("SELECT COUNT(*) FROM arrival"));
        assertEquals(1, count("SELECT records FROM record_end WHERE environment = 'T'"));
    }

    private long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(place.url(), place.user(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
