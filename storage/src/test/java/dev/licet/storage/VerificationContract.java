package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

abstract class VerificationContract extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;

    /// Somebody who can write to the tables.
    abstract void tamper(String sql) throws Exception;

    private AccountId busyAccount() {
        var account = accountWithUnits(100);
        for (int i = 0; i < 5; i++) {
            var token = Given.token(account, PRODUCTION, i, 1);
            for (int challenge : new int[] {1, 2, 2}) {
                Given.redemption(token, challenge, HandClock.START.plusSeconds(i))
                        .by(database.ledger());
            }
        }
        database.ledger().write(Given.event(Event.Kind.ISSUED, account, Environment.TEST, HandClock.START));
        var key = new StoredKey(
                Given.KID,
                new byte[KeyWrap.WRAPPED_BYTES],
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                HandClock.START);
        database.contentKeys().put(account, PRODUCTION, key);
        database.administration().widevine().revoke(new byte[] {1}, "x");
        // Whoever reads has records numbered first; who tampers does not.
        database.dashboard().log().end();
        return account;
    }

    private Set<Rule> broken() {
        return database.verification().findings().stream().map(Finding::rule).collect(Collectors.toSet());
    }

    @Test
    void an_empty_database_is_clean() {
        assertTrue(database.verification().isClean());
    }

    @Test
    void a_database_that_was_used_is_clean_and_everything_in_it_was_looked_at() {
        busyAccount();
        var found = database.verification();
        assertEquals(List.of(), found.findings());
        assertEquals(2, found.environments());
        assertEquals(16, found.records());
        assertEquals(2, found.columns());
    }

    @Test
    void a_balance_that_was_raised_by_hand_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE account_half SET units = units + 1 WHERE environment = 'P'");
        assertEquals(Set.of(Rule.MOVEMENTS_ADD_UP_TO_BALANCES), broken());
    }

    @Test
    void a_charge_that_was_taken_out_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE record SET charged = 0, units = NULL WHERE ordinal = 9 AND environment = 'P'");
        assertEquals(
                Set.of(Rule.MOVEMENTS_ADD_UP_TO_BALANCES, Rule.WINDOWS_ARE_CHARGED_ONCE, Rule.ROWS_ARE_AS_WRITTEN),
                broken());
    }

    @Test
    void a_charge_that_is_no_movement_any_more_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE record SET units = NULL WHERE ordinal = 9 AND environment = 'P'");
        assertEquals(
                Set.of(
                        Rule.MOVEMENTS_ADD_UP_TO_BALANCES,
                        Rule.CHARGES_ARE_RECORDED,
                        Rule.WINDOWS_ARE_CHARGED_ONCE,
                        Rule.ROWS_ARE_AS_WRITTEN),
                broken());
    }

    @Test
    void a_charge_that_cost_more_than_it_says_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE record SET units = -2 WHERE ordinal = 9 AND environment = 'P'");
        assertEquals(
                Set.of(Rule.MOVEMENTS_ADD_UP_TO_BALANCES, Rule.CHARGES_ARE_RECORDED, Rule.ROWS_ARE_AS_WRITTEN),
                broken());
    }

    @Test
    void a_pruned_charge_that_was_taken_out_is_found() throws Exception {
        busyAccount();
        database.retention().prune(HandClock.START.plusSeconds(4), _ -> true);
        assertEquals(List.of(), database.verification().findings());
        tamper("DELETE FROM movement WHERE kind = 'charge' AND place = 19");
        assertEquals(
                Set.of(
                        Rule.MOVEMENTS_ADD_UP_TO_BALANCES,
                        Rule.CHARGES_ARE_RECORDED,
                        Rule.WINDOWS_ARE_CHARGED_ONCE,
                        Rule.LICENSES_ARE_RECORDED_ONCE,
                        Rule.ROWS_ARE_AS_WRITTEN),
                broken());
    }

    @Test
    void a_record_that_was_taken_out_is_found() throws Exception {
        busyAccount();
        tamper("DELETE FROM record WHERE ordinal = 4 AND environment = 'P'");
        assertTrue(broken().contains(Rule.RECORDS_HAVE_NO_GAPS));
    }

    @Test
    void a_window_that_was_opened_twice_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE redemption SET windows = 2 WHERE token ="
                + " (SELECT token FROM record WHERE ordinal = 0 AND environment = 'P')");
        assertEquals(Set.of(Rule.WINDOWS_ARE_CHARGED_ONCE), broken());
    }

    @Test
    void a_license_without_a_record_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE record SET kind = 7 WHERE charged = 0 AND ordinal = 1 AND environment = 'P'");
        assertEquals(Set.of(Rule.LICENSES_ARE_RECORDED_ONCE, Rule.ROWS_ARE_AS_WRITTEN), broken());
    }

    @Test
    void records_that_changed_places_are_found() throws Exception {
        busyAccount();
        tamper("UPDATE record SET ordinal = 100 WHERE ordinal = 2 AND environment = 'P'");
        tamper("UPDATE record SET ordinal = 2 WHERE ordinal = 3 AND environment = 'P'");
        tamper("UPDATE record SET ordinal = 3 WHERE ordinal = 100 AND environment = 'P'");
        assertEquals(Set.of(Rule.RECORDS_ARE_IN_ORDER, Rule.RECORDS_ARE_FOUND_BY_TIME), broken());
    }

    @Test
    void times_that_no_search_would_find_are_found() throws Exception {
        busyAccount();
        tamper("UPDATE record SET at = at + 9000000 WHERE ordinal = 14 AND environment = 'P'");
        assertEquals(Set.of(Rule.RECORDS_ARE_FOUND_BY_TIME, Rule.ROWS_ARE_AS_WRITTEN), broken());
    }

    @Test
    void a_column_that_does_not_open_is_found() throws Exception {
        busyAccount();
        tamper("UPDATE content_key SET environment = 'T'");
        assertEquals(Set.of(Rule.SEALS_OPEN), broken());
    }

    @Test
    void what_was_pruned_is_gone_and_the_rest_keeps_its_places() {
        var account = busyAccount();
        for (int i = 0; i < 1200; i++) {
            var event = Given.event(Event.Kind.ISSUED, account, PRODUCTION, HandClock.START.plusSeconds(10 + i));
            database.ledger().write(event);
        }
        database.ledger().write(Given.event(Event.Kind.ISSUED, account, PRODUCTION, HandClock.START.plusSeconds(20)));
        var whole = database.records().window(account, PRODUCTION, 0, 10_000);

        assertEquals(1 + 15 + 1000, database.retention().prune(HandClock.START.plusSeconds(1010), _ -> true));
        assertEquals(0, database.retention().prune(HandClock.START.plusSeconds(1010), _ -> true));

        var left = database.records().window(account, PRODUCTION, 0, 10_000);
        assertEquals(whole.subList(1015, whole.size()), left);
        assertEquals(left, database.records().window(account, PRODUCTION, 1015, 10_000));
        assertEquals(List.of(), database.verification().findings());
        database.ledger().write(Given.event(Event.Kind.ISSUED, account, PRODUCTION, HandClock.START));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(
                1,
                database.records().window(account, PRODUCTION, whole.size(), 5).size());
        assertTrue(database.verification().isClean());
    }

    @Test
    void the_tail_goes_on_from_a_number_without_gap_or_repeat() {
        var account = busyAccount();
        var all = database.records().window(account, PRODUCTION, 0, 100);
        var first = database.recordTail().after(account, PRODUCTION, 0, 4);
        var second =
                database.recordTail().after(account, PRODUCTION, first.getLast().id(), 100);
        assertEquals(all.subList(0, 4), first);
        assertEquals(all.subList(4, all.size()), second);
        long last = second.getLast().id();
        assertEquals(List.<EventRecord>of(), database.recordTail().after(account, PRODUCTION, last, 10));
    }
}
