package dev.licet.storage;

import static dev.licet.domain.Environment.PRODUCTION;
import static dev.licet.domain.Environment.TEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.storage.record.UsageLine;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class UsageContract extends DatabaseContract {
    private static final Instant START = HandClock.START;
    /// Of [HandClock#START].
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    private void issue(AccountId account, Environment environment, Instant at) {
        database.ledger().write(Given.event(Event.Kind.ISSUED, account, environment, at));
    }

    private void redeem(AccountId account, int token, Instant at) {
        Given.redemption(Given.token(account, PRODUCTION, token, 1), token, at).by(database.ledger());
    }

    private List<UsageLine> usage(Optional<AccountId> account) {
        return database.usage().months(account, NOVEMBER.minusMonths(1), DECEMBER);
    }

    /// Two accounts, two environments, two months.
    private List<UsageLine> used(AccountId one, AccountId two) {
        Instant december = Instant.parse("2026-12-01T00:00:00Z");
        issue(one, TEST, START);
        issue(one, TEST, december.minusNanos(1000));
        issue(one, TEST, december);
        redeem(one, 1, START);
        redeem(one, 1, START.plusSeconds(1));
        redeem(one, 2, START.plusSeconds(2));
        Given.takeBack(
                database.ledger(), Given.redemption(Given.token(one, PRODUCTION, 3, 1), 9, START.plusSeconds(3)));
        redeem(two, 4, START.plusSeconds(4));
        database.ledger().write(Given.event(Event.Kind.RENEWED, one, PRODUCTION, START.plus(Duration.ofHours(1))));
        return List.of(
                new UsageLine(NOVEMBER, one, TEST, 2, 0, 0),
                new UsageLine(NOVEMBER, one, PRODUCTION, 0, 3, 2),
                new UsageLine(NOVEMBER, two, PRODUCTION, 0, 1, 1),
                new UsageLine(DECEMBER, one, TEST, 1, 0, 0));
    }

    @Test
    void months_are_counted_by_account_and_environment_and_pruning_changes_nothing() {
        AccountId one = account();
        AccountId two = account();
        List<UsageLine> expected = used(one, two);
        List<UsageLine> ofOne =
                expected.stream().filter(line -> line.account().equals(one)).toList();
        for (Instant limit : List.of(
                Instant.EPOCH, START.plusSeconds(1), START.plus(Duration.ofDays(1)), START.plus(Duration.ofDays(90)))) {
            database.retention().prune(limit, _ -> true);
            assertEquals(expected, usage(Optional.empty()), "pruned before " + limit);
            assertEquals(ofOne, usage(Optional.of(one)), "pruned before " + limit);
        }
        assertEquals(List.of(), database.records().latest(one, PRODUCTION, 1), "everything was pruned");
        issue(one, TEST, START);
        assertEquals(
                new UsageLine(NOVEMBER, one, TEST, 3, 0, 0),
                usage(Optional.of(one)).getFirst());
    }

    @Test
    void months_outside_the_range_are_left_out_and_there_are_at_most_so_many() {
        AccountId one = account();
        used(one, account());
        assertEquals(
                List.of(new UsageLine(DECEMBER, one, TEST, 1, 0, 0)),
                database.usage().months(Optional.empty(), DECEMBER, DECEMBER.plusMonths(119)));
        assertThrows(IllegalArgumentException.class, () -> database.usage()
                .months(Optional.empty(), DECEMBER, DECEMBER.plusMonths(120)));
        assertThrows(
                IllegalArgumentException.class, () -> database.usage().months(Optional.empty(), DECEMBER, NOVEMBER));
    }

    /// Each question counts on from where the one before it has come to.
    @Test
    void who_asks_again_is_told_of_what_has_come_since_whatever_was_pruned_meanwhile() {
        AccountId one = account();
        var whose = Optional.of(one);
        issue(one, TEST, START);
        assertEquals(List.of(new UsageLine(NOVEMBER, one, TEST, 1, 0, 0)), usage(whose));
        redeem(one, 1, START.plusSeconds(1));
        issue(one, TEST, Instant.parse("2026-12-01T00:00:00Z"));
        // It comes late, so that a month that is over grows once more.
        issue(one, TEST, START.plusSeconds(2));
        var expected = List.of(
                new UsageLine(NOVEMBER, one, TEST, 2, 0, 0),
                new UsageLine(NOVEMBER, one, PRODUCTION, 0, 1, 1),
                new UsageLine(DECEMBER, one, TEST, 1, 0, 0));
        assertEquals(expected, usage(whose));
        database.retention().prune(START.plusSeconds(2), _ -> true);
        assertEquals(expected, usage(whose));
        issue(one, TEST, START.plusSeconds(3));
        database.retention().prune(START.plus(Duration.ofDays(90)), _ -> true);
        assertEquals(new UsageLine(NOVEMBER, one, TEST, 3, 0, 0), usage(whose).getFirst());
    }
}
