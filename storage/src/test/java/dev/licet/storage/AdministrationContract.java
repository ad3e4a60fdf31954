package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.account.AuthenticatorOverview;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.Movement;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class AdministrationContract extends DatabaseContract {
    private static final AccountId NOBODY = new AccountId(9);

    @Test
    void an_installation_is_empty_until_the_first_account() {
        assertTrue(database.administration().isEmpty());
        account();
        assertFalse(database.administration().isEmpty());
    }

    @Test
    void numbers_begin_at_201722_and_fill_the_gaps() {
        assertEquals(201_722, account().value());
        create(201_724);
        assertEquals(201_723, account().value());
        assertEquals(201_725, account().value());
    }

    @Test
    void the_largest_number_may_be_chosen_and_the_next_free_one_is_still_the_first() {
        create(AccountId.MAX);
        assertEquals(201_722, account().value());
    }

    private Outcome<CreatedAccount> create(long id) {
        var wish = NewAccount.named("chosen").withId(new AccountId(id));
        return database.administration().accounts().create(wish);
    }

    @Test
    void a_number_is_taken_once() {
        create(42).orThrow();
        assertEquals(Outcome.refused(Reason.ACCOUNT_EXISTS), create(42));
    }

    @Test
    void accounts_made_at_the_same_time_get_different_numbers() {
        var other = openAgain();
        var ids = inParallel(
                20,
                i -> () -> (i % 2 == 0 ? database : other)
                        .administration()
                        .accounts()
                        .create(NewAccount.named("n" + i))
                        .orThrow()
                        .id());
        assertEquals(20, ids.stream().distinct().count());
    }

    @Test
    void lists_are_paged_by_number_and_show_both_halves() {
        create(7);
        database.administration()
                .accounts()
                .create(NewAccount.named("eight").withId(new AccountId(8)).withProductionUnits(3))
                .orThrow();
        create(NOBODY.value());
        var accounts = database.administration().accounts();

        var page = accounts.list(7, 1);

        assertEquals(
                List.of(new AccountId(8)),
                page.stream().map(AccountOverview::id).toList());
        assertEquals("eight", page.getFirst().name());
        assertEquals(HandClock.START, page.getFirst().created());
        assertEquals(new Balance.Unlimited(), page.getFirst().test().balance());
        assertEquals(new Balance.Units(3), page.getFirst().production().balance());
        assertEquals(3, accounts.list(0, 100).size());
        assertEquals(Optional.empty(), accounts.find(new AccountId(10)));
    }

    @Test
    void an_account_can_be_renamed_and_switched() {
        var id = account();
        var accounts = database.administration().accounts();
        accounts.rename(id, "B").orThrow();
        accounts.enable(id, false).orThrow();
        assertEquals("B", accounts.find(id).orElseThrow().name());
        assertFalse(accounts.find(id).orElseThrow().isEnabled());
        accounts.enable(id, true).orThrow();
        assertTrue(accounts.find(id).orElseThrow().isEnabled());
    }

    @Test
    void nothing_can_be_done_to_an_account_that_is_not_there() {
        var administration = database.administration();
        var refused = Outcome.refused(Reason.NO_SUCH_ACCOUNT);
        assertEquals(refused, administration.accounts().rename(NOBODY, "x"));
        assertEquals(refused, administration.accounts().enable(NOBODY, true));
        assertEquals(refused, administration.accounts().configure(NOBODY, Environment.TEST, Options.DEFAULT));
        assertEquals(refused, administration.authenticators().create(NOBODY, Environment.TEST));
        assertEquals(refused, administration.balances().show(NOBODY, Environment.TEST));
        assertEquals(refused, administration.balances().topUp(NOBODY, Environment.TEST, 1, ""));
        assertEquals(refused, administration.balances().set(NOBODY, Environment.TEST, new Balance.Unlimited(), ""));
    }

    @Test
    void authenticators_are_listed_by_prefix_and_revoked_by_it() {
        var made = database.administration()
                .accounts()
                .create(NewAccount.named("A"))
                .orThrow();
        var register = database.administration().authenticators();
        String secret = made.production().reveal().split(",")[1];
        clock.advance(Duration.ofSeconds(5));

        assertEquals(
                2,
                register.revoke(made.id(), secret.substring(0, 4).toUpperCase(Locale.ROOT))
                        .orThrow());

        var entries = register.list(made.id());
        assertEquals(
                List.of(1, 2),
                entries.stream().map(AuthenticatorOverview::number).toList());
        assertTrue(entries.getFirst().isLive());
        assertEquals(Environment.PRODUCTION, entries.getLast().environment());
        assertEquals(secret.substring(0, 4), entries.getLast().prefix());
        assertEquals(HandClock.START, entries.getLast().created());
        assertEquals(
                Optional.of(HandClock.START.plusSeconds(5)), entries.getLast().revoked());
    }

    @Test
    void only_live_authenticators_can_be_revoked() {
        var id = account();
        var register = database.administration().authenticators();
        register.revoke(id, 1).orThrow();
        assertEquals(Outcome.refused(Reason.NO_SUCH_AUTHENTICATOR), register.revoke(id, 1));
        assertEquals(Outcome.refused(Reason.NO_SUCH_AUTHENTICATOR), register.revoke(id, 77));
        assertEquals(Outcome.refused(Reason.NO_SUCH_AUTHENTICATOR), register.revoke(id, "zzzz"));
    }

    @Test
    void a_prefix_that_fits_several_revokes_none() {
        var id = account();
        var register = database.administration().authenticators();
        for (int i = 0; i < 2; i++) {
            open(MASTER, new SeededRandom(7))
                    .administration()
                    .authenticators()
                    .create(id, Environment.TEST)
                    .orThrow();
        }
        String prefix = register.list(id).getLast().prefix();
        assertEquals(Outcome.refused(Reason.AMBIGUOUS_PREFIX), register.revoke(id, prefix));
        assertTrue(register.list(id).stream().allMatch(AuthenticatorOverview::isLive));
    }

    @Test
    void an_account_is_closed_for_good_once_nothing_is_left_in_production() {
        var id = accountWithUnits(10);
        var accounts = database.administration().accounts();
        var authenticator = database.administration()
                .authenticators()
                .create(id, Environment.PRODUCTION)
                .orThrow();
        assertEquals(Outcome.refused(Reason.BALANCE_LEFT), accounts.close(id));
        assertTrue(database.accounts().authenticate(authenticator).orElseThrow().enabled());

        database.administration()
                .balances()
                .set(id, Environment.PRODUCTION, new Balance.Units(0), "paid out")
                .orThrow();
        assertEquals(Outcome.done(id), accounts.close(id));
        assertEquals(Optional.empty(), openAgain().accounts().authenticate(authenticator));
        var closed = accounts.find(id).orElseThrow();
        assertFalse(closed.isEnabled());
        assertEquals(Optional.of(HandClock.START), closed.closed());

        clock.advance(Duration.ofDays(1));
        assertEquals(Outcome.done(id), accounts.close(id));
        assertEquals(closed, accounts.find(id).orElseThrow());
        assertEquals(Outcome.refused(Reason.ACCOUNT_CLOSED), accounts.enable(id, true));
        assertEquals(
                Outcome.refused(Reason.ACCOUNT_CLOSED),
                database.administration().authenticators().create(id, Environment.TEST));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ACCOUNT), accounts.close(new AccountId(5)));
    }

    @Test
    void movements_add_up_to_the_balance_whatever_is_done_to_it() {
        var id = accountWithUnits(10);
        var balances = database.administration().balances();
        balances.topUp(id, Environment.PRODUCTION, 5, "invoice 1").orThrow();
        assertMovements(id, 15);
        balances.set(id, Environment.PRODUCTION, new Balance.Unlimited(), "flat rate")
                .orThrow();
        assertMovements(id, 0);
        balances.set(id, Environment.PRODUCTION, new Balance.Units(4), "prepaid again")
                .orThrow();
        assertMovements(id, 4);
        assertEquals(
                new Balance.Units(4), balances.show(id, Environment.PRODUCTION).orThrow());
        assertEquals(
                new Balance.Unlimited(), balances.show(id, Environment.TEST).orThrow());

        var latest = balances.movements(id, Environment.PRODUCTION, 1).getFirst();
        assertEquals(new Movement(Movement.Kind.SET, 4, "prepaid again", Optional.empty(), HandClock.START), latest);
    }

    private void assertMovements(AccountId id, long sum) {
        var movements = database.administration().balances().movements(id, Environment.PRODUCTION, 1000);
        assertEquals(sum, movements.stream().mapToLong(Movement::units).sum());
    }

    @Test
    void an_unlimited_balance_and_one_that_would_overflow_cannot_be_topped_up() {
        var id = account();
        var balances = database.administration().balances();
        assertEquals(Outcome.refused(Reason.BALANCE_UNLIMITED), balances.topUp(id, Environment.TEST, 1, "x"));
        balances.set(id, Environment.TEST, new Balance.Units(Long.MAX_VALUE - 1), "x")
                .orThrow();
        assertEquals(Outcome.refused(Reason.BALANCE_TOO_LARGE), balances.topUp(id, Environment.TEST, 2, "x"));
        assertEquals(
                new Balance.Units(Long.MAX_VALUE),
                balances.topUp(id, Environment.TEST, 1, "x").orThrow());
    }

    @Test
    void an_opening_balance_is_a_movement_too() {
        var wish = NewAccount.named("A").withProductionUnits(50);
        var id = database.administration().accounts().create(wish).orThrow().id();
        assertMovements(id, 50);
    }
}
