package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.ledger.RedemptionDecision.BalanceEmpty;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.Denied;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.testing.PostgresCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several nodes share one PostgreSQL. `-Dlicet.test.full` makes the numbers as large as they are in the field, and
/// `-Dlicet.test.rounds=10` counts that often.
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class PostgresNodesTest extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;
    private static final int UNITS = Boolean.getBoolean("licet.test.full") ? 10_000 : 500;
    private static final int ROUNDS = Integer.getInteger("licet.test.rounds", 1);
    private static final int AT_ONCE = 400;

    private final Place place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    private static RedemptionOutcome redeem(Database node, AccountId account, int token, int challenge) {
        return Given.redemption(Given.token(account, PRODUCTION, token, 1), challenge, HandClock.START)
                .by(node.ledger());
    }

    private long left(AccountId account) {
        var balance =
                database.administration().balances().show(account, PRODUCTION).orThrow();
        return balance instanceof Balance.Units(long units) ? units : -1;
    }

    @Test
    void three_nodes_grant_exactly_what_was_paid_for() {
        var nodes = List.of(database, openAgain(), openAgain());
        for (int i = 0; i < ROUNDS; i++) grantsExactlyWhatWasPaidFor(nodes, i * 2 * UNITS);
        System.out.printf(
                "%d rounds of %d requests over %d units on three nodes: 0 over, 0 under%n", ROUNDS, 2 * UNITS, UNITS);
    }

    /// @param first the number of its first token, because no other round may have redeemed its tokens
    private void grantsExactlyWhatWasPaidFor(List<Database> nodes, int first) {
        var account = accountWithUnits(UNITS);
        var permits = new Semaphore(AT_ONCE);

        var outcomes = inParallel(2 * UNITS, i -> () -> {
            permits.acquire();
            try {
                return redeem(nodes.get(i % 3), account, first + i, 1);
            } finally {
                permits.release();
            }
        });

        assertEquals(UNITS, outcomes.stream().filter(Granted.class::isInstance).count());
        assertEquals(0, left(account));
        var records = database.records().window(account, PRODUCTION, 0, 3 * UNITS);
        assertEquals(2 * UNITS, records.size());
        assertEquals(UNITS, records.stream().mapToInt(EventRecord::charged).sum());
    }

    /// What a node has taken of a balance to spend alone stands in a row that others may take it from.
    @Test
    void what_a_node_that_is_gone_had_taken_of_a_balance_is_spent_by_another() {
        var account = accountWithUnits(100);
        var gone = openAgain();
        for (int i = 0; i < 3; i++) assertInstanceOf(Granted.class, redeem(gone, account, i, 1));
        assertEquals(97, left(account));

        for (int i = 3; i < 100; i++) assertInstanceOf(Granted.class, redeem(database, account, i, 1));
        assertEquals(new Denied(new BalanceEmpty()), redeem(database, account, 100, 1));
        assertEquals(new Denied(new BalanceEmpty()), redeem(gone, account, 101, 1));
        assertEquals(0, left(account));
        assertEquals(List.of(), database.verification().findings());
    }

    @Test
    void a_balance_of_which_three_nodes_spend_falls_under_its_mark_once() {
        var account = accountWithUnits(200);
        var low = database.administration().lowBalances();
        low.mark(account, PRODUCTION, OptionalLong.of(120)).orThrow();
        var nodes = List.of(database, openAgain(), openAgain());
        for (int i = 0; i < 60; i++) redeem(nodes.get(i % 3), account, i, 1);
        assertEquals(List.of(), low.falls(account, PRODUCTION, 9));
        inParallel(120, i -> () -> redeem(nodes.get(i % 3), account, 100 + i, 1));
        assertEquals(20, left(account));
        assertEquals(1, low.falls(account, PRODUCTION, 9).size());
        assertEquals(1, low.all().size());
        assertEquals(List.of(), database.verification().findings());
    }

    @Test
    void what_nobody_spends_any_more_is_brought_back() {
        var account = accountWithUnits(100);
        redeem(openAgain(), account, 1, 1);
        assertEquals(
                0, database.administration().balances().gather(clock.instant().minusSeconds(1)));
        clock.advance(Housekeeping.PORTIONS_KEPT.plusSeconds(1));
        database.housekeeping().run();
        assertEquals(0, database.administration().balances().gather(clock.instant()));
        assertEquals(99, left(account));
        assertInstanceOf(Granted.class, redeem(database, account, 2, 1));
        assertEquals(98, left(account));
        assertEquals(List.of(), database.verification().findings());
    }

    @Test
    void units_that_come_while_nodes_spend_are_spent_to_the_last() {
        var account = accountWithUnits(40);
        var nodes = List.of(database, openAgain(), openAgain());
        var granted = inParallel(300, i -> () -> {
            if (i % 30 == 29) {
                var balances = nodes.get(i % 3).administration().balances();
                return balances.topUp(account, PRODUCTION, 10, "more") instanceof Outcome.Refused<?>;
            }
            return redeem(nodes.get(i % 3), account, i, 1) instanceof Granted;
        });
        long spent = granted.stream().filter(yes -> yes).count();
        assertEquals(140 - spent, left(account));
        for (int i = 1000; left(account) > 0; i++)
            assertInstanceOf(Granted.class, redeem(nodes.get(i % 3), account, i, 1));
        assertEquals(new Denied(new BalanceEmpty()), redeem(database, account, 999, 1));
        assertEquals(List.of(), database.verification().findings());
    }

    @Test
    void a_retry_on_another_node_is_known_again() {
        var account = accountWithUnits(100);
        var other = openAgain();
        var outcomes = inParallel(60, i -> () -> redeem(i % 2 == 0 ? database : other, account, 1, 1));
        assertTrue(outcomes.stream().allMatch(Granted.class::isInstance));
        assertEquals(99, left(account));
    }

    @Test
    void accounts_and_tokens_in_every_order_do_not_lock_each_other_out() {
        var accounts =
                IntStream.range(0, 6).mapToObj(_ -> accountWithUnits(1000)).toList();
        var nodes = List.of(database, openAgain(), openAgain());
        var outcomes = inParallel(360, i -> () -> redeem(nodes.get(i % 3), accounts.get((i * 7) % 6), (i * 5) % 40, i));
        assertTrue(outcomes.stream().allMatch(Granted.class::isInstance));
    }

    /// The order of numbers is the order of commits, so whoever reads on from the last number misses nothing.
    @Test
    void who_reads_on_from_the_last_record_misses_none_while_two_nodes_write() throws InterruptedException {
        var account = accountWithUnits(5000);
        var other = openAgain();
        var reader = openAgain();
        var done = new AtomicBoolean();
        var seen = new ArrayList<Long>();
        var reading = Thread.ofPlatform().start(() -> {
            boolean last;
            do {
                last = done.get();
                long after = seen.isEmpty() ? 0 : seen.getLast();
                reader.recordTail().after(account, PRODUCTION, after, 50).forEach(record -> seen.add(record.id()));
            } while (!last);
        });

        inParallel(400, i -> () -> redeem(i % 2 == 0 ? database : other, account, i, 1));
        done.set(true);
        reading.join();

        var all = reader.records().window(account, PRODUCTION, 0, 10_000);
        var rest = reader.recordTail().after(account, PRODUCTION, seen.getLast(), 10_000);
        rest.forEach(record -> seen.add(record.id()));
        assertEquals(all.stream().map(EventRecord::id).toList(), seen);
    }
}
