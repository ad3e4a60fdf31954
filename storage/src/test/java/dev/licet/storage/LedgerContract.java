package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionDecision.AccountGone;
import dev.licet.domain.ledger.RedemptionDecision.AlreadyRedeemed;
import dev.licet.domain.ledger.RedemptionDecision.BalanceEmpty;
import dev.licet.domain.ledger.RedemptionDecision.SwitchedOff;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.Denied;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.ledger.RedemptionOutcome.Outdated;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.Token;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.account.Movement;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

abstract class LedgerContract extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;

    /// The invariants of reference: security.md 3.1 hold after every test, for every account.
    @AfterEach
    void the_books_are_in_order() {
        for (var account : database.administration().accounts().list(0, 1000)) {
            for (var environment : Environment.values()) assertBooks(account.id(), environment);
        }
    }

    private void assertBooks(AccountId account, Environment environment) {
        var movements = database.administration().balances().movements(account, environment, 100_000);
        var records = database.records().window(account, environment, 0, 100_000);
        var balance =
                database.administration().balances().show(account, environment).orThrow();
        long prepaid = balance instanceof Balance.Units(long left) ? left : 0;

        assertEquals(prepaid, movements.stream().mapToLong(Movement::units).sum());
        assertEquals(
                records.stream().mapToInt(EventRecord::charged).sum(),
                movements.stream().filter(m -> m.kind() == Movement.Kind.CHARGE).count()
                        - movements.stream()
                                .filter(m -> m.kind() == Movement.Kind.CORRECTION)
                                .count());
        assertEquals(List.of(), database.verification().findings());
    }

    private RedemptionOutcome redeem(Token token, int challenge, Instant at) {
        return Given.redemption(token, challenge, at).by(database.ledger());
    }

    private static void assertGranted(int window, int charged, RedemptionOutcome outcome) {
        var granted = assertInstanceOf(Granted.class, outcome);
        assertEquals(window, granted.window());
        assertEquals(charged, granted.charged());
    }

    private long left(AccountId account) {
        var balance =
                database.accounts().find(account, PRODUCTION).orElseThrow().balance();
        return assertInstanceOf(Balance.Units.class, balance).left();
    }

    private List<EventRecord> records(AccountId account) {
        return database.records().window(account, PRODUCTION, 0, 100_000);
    }

    @Test
    void the_first_license_charges_and_four_more_are_free() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);

        assertGranted(1, 1, redeem(token, 1, HandClock.START));
        for (int i = 2; i <= 5; i++) assertGranted(1, 0, redeem(token, i, HandClock.START.plusSeconds(i)));
        assertGranted(2, 1, redeem(token, 6, HandClock.START.plusSeconds(6)));

        assertEquals(8, left(account));
        assertEquals(
                List.of(1, 0, 0, 0, 0, 1),
                records(account).stream().map(EventRecord::charged).toList());
        assertEquals(
                List.of(1, 1, 1, 1, 1, 2),
                records(account).stream().map(EventRecord::window).toList());
    }

    @Test
    void a_token_with_two_keys_has_eight_free_licenses() {
        var token = Given.token(accountWithUnits(10), PRODUCTION, 1, 2);
        assertGranted(1, 1, redeem(token, 0, HandClock.START));
        for (int i = 1; i <= 8; i++) assertGranted(1, 0, redeem(token, i, HandClock.START));
        assertGranted(2, 1, redeem(token, 9, HandClock.START));
    }

    @Test
    void a_window_ends_with_its_time_and_the_next_has_free_ones_again() {
        var token = Given.token(accountWithUnits(10), PRODUCTION, 1, 1);
        assertGranted(1, 1, redeem(token, 1, HandClock.START));
        assertGranted(1, 0, redeem(token, 2, HandClock.START.plus(Given.WINDOW).minusNanos(1000)));
        assertGranted(2, 1, redeem(token, 3, HandClock.START.plus(Given.WINDOW)));
        assertGranted(2, 0, redeem(token, 4, HandClock.START.plus(Given.WINDOW).plusSeconds(1)));
    }

    @Test
    void the_same_challenge_is_granted_again_for_ever_and_counts_for_nothing() {
        var account = accountWithUnits(1);
        var token = Given.token(account, PRODUCTION, 1, 1);
        redeem(token, 1, HandClock.START);

        assertGranted(1, 0, redeem(token, 1, HandClock.START.plus(Duration.ofDays(20))));
        for (int i = 0; i < 10; i++) redeem(token, 1, HandClock.START);
        for (int i = 2; i <= 5; i++) assertGranted(1, 0, redeem(token, i, HandClock.START));

        assertEquals(0, left(account));
        var repeated = records(account).get(1);
        assertEquals(Event.Kind.REDEEMED, repeated.kind());
        assertEquals("true", repeated.facts().get("repeated"));
        assertFalse(records(account).getFirst().facts().containsKey("repeated"));
    }

    private RedemptionOutcome redeemCommon(Token token, int challenge, Instant at, Duration window) {
        return Given.redemption(token, challenge, at).common(window).by(database.ledger());
    }

    @Test
    void a_challenge_that_playbacks_repeat_is_a_retry_until_its_window_is_over() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var window = Given.WINDOW;
        for (int i = 0; i < 3; i++) {
            Instant opened = HandClock.START.plusSeconds(17).plus(window.multipliedBy(2 * i));
            assertGranted(i + 1, 1, redeemCommon(token, 1, opened, window));
            for (int retry = 0; retry < 10; retry++) assertGranted(i + 1, 0, redeemCommon(token, 1, opened, window));
            for (int other = 2; other <= 5; other++) {
                assertGranted(i + 1, 0, redeemCommon(token, other, opened.plusSeconds(other), window));
            }
            assertGranted(i + 1, 0, redeemCommon(token, 1, opened.plus(window).minusNanos(1000), window));
        }
        Instant over = HandClock.START.plusSeconds(17).plus(window.multipliedBy(5));
        assertGranted(4, 1, redeemCommon(token, 1, over, window));
        assertEquals(6, left(account));
        assertEquals("true", records(account).get(1).facts().get("repeated"));
        assertFalse(records(account).getLast().facts().containsKey("repeated"));
    }

    @Test
    void a_challenge_that_playbacks_repeat_has_a_second_for_its_retry_where_windows_have_no_length() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        assertGranted(1, 1, redeemCommon(token, 1, HandClock.START, Duration.ZERO));
        assertGranted(1, 0, redeemCommon(token, 1, HandClock.START.plusMillis(999), Duration.ZERO));
        assertGranted(2, 1, redeemCommon(token, 1, HandClock.START.plusSeconds(1), Duration.ZERO));
        assertEquals(8, left(account));
    }

    @Test
    void a_repeated_challenge_falls_into_its_own_window() {
        var token = Given.token(accountWithUnits(10), PRODUCTION, 1, 1);
        for (int i = 1; i <= 6; i++) redeem(token, i, HandClock.START);
        assertGranted(1, 0, redeem(token, 3, HandClock.START));
        assertGranted(2, 0, redeem(token, 6, HandClock.START));
    }

    @Test
    void the_same_challenge_with_another_token_is_another_license() {
        var account = accountWithUnits(10);
        assertGranted(1, 1, redeem(Given.token(account, PRODUCTION, 1, 1), 1, HandClock.START));
        assertGranted(1, 1, redeem(Given.token(account, PRODUCTION, 2, 1), 1, HandClock.START));
    }

    @Test
    void max_windows_of_one_is_one_playback() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var once = OptionalInt.of(1);
        var late = HandClock.START.plus(Given.WINDOW);

        assertGranted(1, 1, Given.redemption(token, 1, HandClock.START, once).by(database.ledger()));
        assertGranted(1, 0, Given.redemption(token, 2, HandClock.START, once).by(database.ledger()));
        assertEquals(
                new Denied(new AlreadyRedeemed(1)),
                Given.redemption(token, 3, late, once).by(database.ledger()));
        assertGranted(1, 0, Given.redemption(token, 1, late, once).by(database.ledger()));

        assertEquals(9, left(account));
        var denied = records(account).get(2);
        assertEquals(Event.Kind.DENIED, denied.kind());
        assertEquals(Refusal.TOKEN_INVALID.code(), denied.code());
        assertEquals("already redeemed once, and not allowed more", denied.reason());
        assertEquals(0, denied.window());
    }

    @Test
    void an_empty_balance_refuses_and_charges_nothing() {
        var account = accountWithUnits(0);
        var token = Given.token(account, PRODUCTION, 1, 1);

        assertEquals(new Denied(new BalanceEmpty()), redeem(token, 1, HandClock.START));

        assertEquals(0, left(account));
        assertEquals(Event.Kind.DENIED, records(account).getFirst().kind());
        assertEquals(Refusal.BALANCE_EMPTY.code(), records(account).getFirst().code());
    }

    @Test
    void what_was_refused_is_granted_after_a_top_up() {
        var account = accountWithUnits(0);
        var token = Given.token(account, PRODUCTION, 1, 1);
        redeem(token, 1, HandClock.START);
        database.administration()
                .balances()
                .topUp(account, PRODUCTION, 1, "invoice")
                .orThrow();
        assertGranted(1, 1, redeem(token, 1, HandClock.START));
    }

    private List<LowBalances.Fall> falls(AccountId account) {
        return database.administration().lowBalances().falls(account, PRODUCTION, 100);
    }

    private void lowUnder(AccountId account, long mark) {
        database.administration()
                .lowBalances()
                .mark(account, PRODUCTION, OptionalLong.of(mark))
                .orThrow();
    }

    @Test
    void a_balance_falls_under_its_mark_once_until_it_is_topped_up() {
        var account = accountWithUnits(4);
        lowUnder(account, 3);
        for (int i = 1; i <= 4; i++) redeem(Given.token(account, PRODUCTION, i, 1), i, HandClock.START.plusSeconds(i));
        assertEquals(
                List.of(new LowBalances.Fall(
                        new LowBalances.Level(3, 2),
                        HandClock.START.plusSeconds(2).truncatedTo(ChronoUnit.MICROS))),
                falls(account));

        var balances = database.administration().balances();
        balances.topUp(account, PRODUCTION, 3, "invoice").orThrow();
        assertEquals(1, falls(account).size());
        redeem(Given.token(account, PRODUCTION, 5, 1), 5, HandClock.START);
        assertEquals(2, falls(account).size());
        balances.set(account, PRODUCTION, new Balance.Unlimited(), "flat rate").orThrow();
        balances.set(account, PRODUCTION, new Balance.Units(1), "prepaid").orThrow();
        assertEquals(3, falls(account).size());
    }

    @Test
    void charges_that_come_at_once_make_a_balance_fall_once() {
        var account = accountWithUnits(40);
        lowUnder(account, 20);
        var nodes = List.of(database, openAgain());
        inParallel(
                30,
                i -> () -> Given.redemption(Given.token(account, PRODUCTION, i, 1), i, HandClock.START)
                        .by(nodes.get(i % 2).ledger()));
        assertEquals(10, left(account));
        assertEquals(1, falls(account).size());
        assertTrue(falls(account).getFirst().level().units() < 20);
    }

    @Test
    void a_license_that_is_taken_back_over_the_mark_may_fall_again() {
        var account = accountWithUnits(3);
        lowUnder(account, 3);
        var token = Given.token(account, PRODUCTION, 1, 1);
        assertEquals(1, takeBack(token, 1, grant(token, 1, HandClock.START)));
        assertEquals(3, left(account));
        redeem(Given.token(account, PRODUCTION, 2, 1), 2, HandClock.START);
        assertEquals(2, falls(account).size());
    }

    @Test
    void a_mark_that_is_set_above_the_balance_is_no_fall_but_the_balance_is_low() {
        var account = accountWithUnits(5);
        assertEquals(List.of(), database.administration().lowBalances().all());
        lowUnder(account, 6);
        assertEquals(List.of(), falls(account));
        assertEquals(
                List.of(new LowBalances.Low(account, PRODUCTION, new LowBalances.Level(6, 5), Optional.empty())),
                openAgain().administration().lowBalances().all());
        redeem(Given.token(account, PRODUCTION, 1, 1), 1, HandClock.START);
        assertEquals(List.of(), falls(account));
        database.administration()
                .lowBalances()
                .mark(account, PRODUCTION, OptionalLong.empty())
                .orThrow();
        assertEquals(List.of(), database.administration().lowBalances().all());
    }

    @Test
    void an_unlimited_account_is_counted_but_not_charged_down() {
        var account = account();
        var token = Given.token(account, PRODUCTION, 1, 1);
        assertGranted(1, 1, redeem(token, 1, HandClock.START));
        var movement = database.administration()
                .balances()
                .movements(account, PRODUCTION, 1)
                .getFirst();
        assertEquals(Movement.Kind.CHARGE, movement.kind());
        assertEquals(0, movement.units());
        assertEquals(token.id().hex(), movement.token().orElseThrow());
    }

    @Test
    void an_account_that_was_switched_off_meanwhile_is_refused_and_not_charged() {
        var account = accountWithUnits(5);
        var token = Given.token(account, PRODUCTION, 1, 1);
        redeem(token, 1, HandClock.START);
        openAgain().administration().accounts().enable(account, false).orThrow();

        assertEquals(new Denied(new SwitchedOff()), redeem(token, 2, HandClock.START));
        assertEquals(new Denied(new SwitchedOff()), redeem(token, 1, HandClock.START));
        assertEquals(new Denied(new SwitchedOff()), redeem(token, 3, HandClock.START.plusSeconds(90)));

        assertEquals(4, left(account));
        assertTrue(records(account).getLast().reason().contains("switched off"));
    }

    @Test
    void an_account_that_is_not_there_is_refused() {
        var token = Given.token(new AccountId(77), PRODUCTION, 1, 1);
        assertEquals(new Denied(new AccountGone()), redeem(token, 1, HandClock.START));
    }

    @Test
    void a_decision_about_an_account_that_has_changed_is_out_of_date_and_leaves_nothing() {
        var account = accountWithUnits(5);
        var token = Given.token(account, PRODUCTION, 1, 1);
        long version =
                database.accounts().find(account, PRODUCTION).orElseThrow().version();
        assertGranted(1, 1, redeemAt(version, token, 1));

        openAgain().administration().accounts().enable(account, true).orThrow();

        assertEquals(new Outdated(), redeemAt(version, token, 2));
        assertEquals(new Outdated(), redeemAt(version, token, 1));
        assertEquals(4, left(account));
        assertEquals(1, records(account).size());
        assertGranted(1, 0, redeemAt(version + 1, token, 2));
        assertEquals(new Outdated(), redeemAt(0, Given.token(new AccountId(77), PRODUCTION, 9, 1), 1));
    }

    private RedemptionOutcome redeemAt(long version, Token token, int challenge) {
        return Given.redemption(token, challenge, HandClock.START).at(version).by(database.ledger());
    }

    @Test
    void many_accounts_and_tokens_in_few_batches_are_each_charged_and_recorded_for_themselves() {
        var accounts = List.of(accountWithUnits(30), accountWithUnits(1000), account());
        var outcomes = inParallel(600, i -> () -> {
            var token = Given.token(accounts.get(i % 3), PRODUCTION, 1000 * (i % 3) + i / 6, 1);
            return redeem(token, i, HandClock.START);
        });

        // Two challenges of each of the hundred tokens of an account, in whatever order.
        assertEquals(0, left(accounts.get(0)));
        assertEquals(900, left(accounts.get(1)));
        for (AccountId account : accounts) {
            var all = database.records().latest(account, PRODUCTION, 1000);
            assertEquals(200, all.size());
            assertEquals(200, all.stream().map(EventRecord::id).distinct().count());
        }
        long charged = outcomes.stream()
                .filter(outcome -> outcome instanceof Granted granted && granted.charged() == 1)
                .count();
        assertEquals(230, charged);
        long granted = outcomes.stream().filter(Granted.class::isInstance).count();
        long redeemed = accounts.stream()
                .flatMap(account -> database.records().latest(account, PRODUCTION, 1000).stream())
                .filter(written -> written.kind() == Event.Kind.REDEEMED)
                .count();
        assertEquals(granted, redeemed);
        assertEquals(List.of(), database.verification().findings());
    }

    @Test
    void the_two_environments_have_separate_balances() {
        var account = accountWithUnits(1);
        assertGranted(1, 1, redeem(Given.token(account, Environment.TEST, 1, 1), 1, HandClock.START));
        assertEquals(1, left(account));
    }

    @Test
    void an_event_of_another_account_than_the_token_is_a_mistake_of_the_caller() {
        var own = Given.redemption(Given.token(new AccountId(1), PRODUCTION, 1, 1), 1, HandClock.START);
        var other = Given.redemption(Given.token(new AccountId(2), PRODUCTION, 1, 1), 1, HandClock.START);
        var wrong = new Given.Attempt(other.redemption(), other.version(), own.event());
        assertThrows(IllegalArgumentException.class, () -> wrong.by(database.ledger()));
    }

    @Test
    void a_hundred_challenges_at_once_charge_twenty_windows() {
        var account = accountWithUnits(1000);
        var token = Given.token(account, PRODUCTION, 1, 1);

        var outcomes = inParallel(100, i -> () -> redeem(token, i, HandClock.START));

        assertEquals(100, outcomes.stream().filter(Granted.class::isInstance).count());
        assertEquals(980, left(account));
        assertEquals(100, records(account).size());
        assertEquals(
                20,
                records(account).stream().mapToInt(EventRecord::window).max().orElse(0));
    }

    @Test
    void the_same_challenge_a_hundred_times_at_once_charges_once() {
        var account = accountWithUnits(1000);
        var token = Given.token(account, PRODUCTION, 1, 1);

        var outcomes = inParallel(100, i -> () -> redeem(token, 1, HandClock.START));

        assertTrue(outcomes.stream().allMatch(Granted.class::isInstance));
        assertEquals(999, left(account));
        assertEquals(100, records(account).size());
    }

    @Test
    void three_units_pay_for_three_of_fifty_tokens_even_over_two_processes() {
        var account = accountWithUnits(3);
        var other = openAgain();

        var outcomes = inParallel(
                50,
                i -> () -> Given.redemption(Given.token(account, PRODUCTION, i, 1), 1, HandClock.START)
                        .by((i % 2 == 0 ? database : other).ledger()));

        assertEquals(3, outcomes.stream().filter(Granted.class::isInstance).count());
        assertEquals(
                47,
                outcomes.stream().filter(new Denied(new BalanceEmpty())::equals).count());
        assertEquals(0, left(account));
        assertEquals(50, records(account).size());
    }

    @Test
    void tokens_of_one_batch_are_opened_together_and_each_pays_for_itself() {
        var account = accountWithUnits(30);
        var balances = database.administration().balances();
        var granted = inParallel(120, i -> () -> {
            if (i == 60) return balances.topUp(account, PRODUCTION, 5, "more") instanceof Outcome.Done<?>;
            return Given.redemption(Given.token(account, PRODUCTION, i % 60, 1), 1, HandClock.START)
                            .by(database.ledger())
                    instanceof Granted;
        });
        assertTrue(granted.stream().filter(good -> good).count() > 35);
        int charged = records(account).stream().mapToInt(EventRecord::charged).sum();
        assertEquals(35 - charged, left(account));
        assertEquals(List.of(), database.verification().findings());
        for (int i = 0; i < 60; i++) {
            Given.redemption(Given.token(account, PRODUCTION, i, 1), 1, HandClock.START)
                    .by(database.ledger());
        }
        assertEquals(
                35, records(account).stream().mapToInt(EventRecord::charged).sum());
        assertEquals(List.of(), database.verification().findings());
    }

    @Test
    void a_single_use_token_opens_one_window_under_a_hundred_threads() {
        var account = accountWithUnits(100);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var outcomes = inParallel(
                100,
                i -> () -> Given.redemption(token, i, HandClock.START, OptionalInt.of(1))
                        .by(database.ledger()));
        assertEquals(5, outcomes.stream().filter(Granted.class::isInstance).count());
        assertEquals(99, left(account));
    }

    @Test
    void a_released_session_cannot_be_renewed_and_releasing_twice_is_harmless() {
        var account = account();
        var renewed = Given.event(Event.Kind.RENEWED, account, PRODUCTION, HandClock.START);
        var released = Given.event(Event.Kind.RELEASED, account, PRODUCTION, HandClock.START);
        byte[] session = {1, 2, 3};

        assertTrue(database.ledger().renew(session, renewed));
        database.ledger().release(session, released);
        assertFalse(openAgain().ledger().renew(session, renewed));
        assertTrue(database.ledger().renew(new byte[] {1, 2}, renewed));
        database.ledger().release(session, released);

        assertEquals(
                List.of(Event.Kind.RENEWED, Event.Kind.RELEASED, Event.Kind.RENEWED, Event.Kind.RELEASED),
                records(account).stream().map(EventRecord::kind).toList());
    }

    private RedemptionDecision.Grant grant(Token token, int challenge, Instant at) {
        return assertInstanceOf(Granted.class, redeem(token, challenge, at)).decision();
    }

    private int takeBack(Token token, int challenge, RedemptionDecision.Grant grant) {
        var attempt = Given.redemption(token, challenge, HandClock.START);
        var denied = attempt.event()
                .refused(Event.Kind.DENIED, Refused.service(Refusal.ADMIN_ERROR, "the license maker refused"));
        return database.ledger().takeBack(attempt.redemption(), grant, denied);
    }

    @Test
    void a_license_that_was_not_made_gives_its_unit_back_and_is_charged_when_it_comes_again() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var grant = grant(token, 1, HandClock.START);
        assertEquals(9, left(account));
        assertEquals(1, takeBack(token, 1, grant));
        assertEquals(10, left(account));
        assertEquals(
                List.of(1, -1),
                records(account).stream().map(EventRecord::charged).toList());
        assertGranted(1, 1, redeem(token, 1, HandClock.START.plusSeconds(1)));
        assertGranted(1, 0, redeem(token, 1, HandClock.START.plusSeconds(2)));
        assertEquals(9, left(account));
    }

    @Test
    void a_window_is_paid_for_as_long_as_one_of_its_licenses_was_made() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var opened = grant(token, 1, HandClock.START);
        var further = grant(token, 2, HandClock.START);
        assertEquals(0, takeBack(token, 1, opened), "the further one is on its way");
        assertEquals(9, left(account));
        assertEquals(1, takeBack(token, 2, further), "now nobody is");
        assertEquals(10, left(account));
        grant(token, 3, HandClock.START);
        var late = grant(token, 4, HandClock.START);
        assertEquals(0, takeBack(token, 4, late));
        assertEquals(9, left(account));
        for (int i = 5; i <= 8; i++) assertGranted(1, 0, redeem(token, i, HandClock.START));
        assertGranted(2, 1, redeem(token, 9, HandClock.START));
    }

    @Test
    void a_retry_in_flight_holds_the_window_too() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var first = grant(token, 1, HandClock.START);
        var retry = grant(token, 1, HandClock.START);
        assertInstanceOf(RedemptionDecision.Repeats.class, retry);
        assertEquals(0, takeBack(token, 1, first));
        assertEquals(9, left(account), "the retry may have got its license");
        assertEquals(1, takeBack(token, 1, retry));
        assertEquals(10, left(account));
    }

    @Test
    void what_failed_in_a_window_that_is_over_takes_nothing_from_the_next() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        var first = grant(token, 1, HandClock.START);
        assertGranted(2, 1, redeem(token, 2, HandClock.START.plus(Given.WINDOW)));
        assertEquals(0, takeBack(token, 1, first));
        assertEquals(8, left(account));
    }

    @Test
    void after_a_second_window_is_taken_back_the_first_is_still_over() {
        var account = accountWithUnits(10);
        var token = Given.token(account, PRODUCTION, 1, 1);
        assertGranted(1, 1, redeem(token, 1, HandClock.START));
        Instant later = HandClock.START.plus(Given.WINDOW);
        assertEquals(1, takeBack(token, 2, grant(token, 2, later)));
        assertGranted(2, 1, redeem(token, 3, later));
        assertEquals(8, left(account));
    }

    @Test
    void an_unlimited_balance_gets_nothing_back_and_its_books_add_up() {
        var account = database.administration()
                .accounts()
                .create(NewAccount.named("unlimited"))
                .orThrow()
                .id();
        var token = Given.token(account, PRODUCTION, 1, 1);
        assertEquals(1, takeBack(token, 1, grant(token, 1, HandClock.START)));
        var movement = database.administration()
                .balances()
                .movements(account, PRODUCTION, 1)
                .getFirst();
        assertEquals(Movement.Kind.CORRECTION, movement.kind());
        assertEquals(0, movement.units());
    }

    @Test
    void fifty_failures_and_fifty_licenses_at_once_are_charged_for_the_licenses() throws Exception {
        var account = accountWithUnits(1000);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                all.add(crowd.submit(() -> {
                    var token = Given.token(account, PRODUCTION, 1000 + number, 1);
                    var grant = grant(token, 1, HandClock.START);
                    if (number % 2 == 0) takeBack(token, 1, grant);
                }));
            }
            for (var one : all) one.get();
        }
        assertEquals(950, left(account));
    }
}
