package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class AccountsContract extends DatabaseContract {
    private CreatedAccount created(String name) {
        return database.administration()
                .accounts()
                .create(NewAccount.named(name))
                .orThrow();
    }

    private Optional<Account> authenticate(Authenticator authenticator) {
        return database.accounts().authenticate(authenticator);
    }

    @Test
    void an_authenticator_tells_its_account_and_environment() {
        var made = created("Example");

        var test = authenticate(made.test()).orElseThrow();
        var production = authenticate(made.production()).orElseThrow();

        assertEquals(
                new Account(made.id(), Environment.TEST, "Example", true, Options.DEFAULT, new Balance.Unlimited()),
                test);
        assertEquals(Environment.PRODUCTION, production.environment());
        assertEquals(made.id(), production.id());
    }

    @Test
    void the_text_form_of_an_authenticator_opens_the_door_too() {
        var made = created("Example");
        var parsed = Authenticator.parse(made.test().reveal()).orElseThrow();
        assertEquals(made.id(), authenticate(parsed).orElseThrow().id());
    }

    @Test
    void a_wrong_secret_an_unknown_account_and_anothers_secret_are_nobody() {
        var one = created("One");
        var two = created("Two");

        assertTrue(authenticate(Authenticator.random(one.id(), new SeededRandom(99)))
                .isEmpty());
        assertTrue(authenticate(Authenticator.random(new AccountId(5), new SeededRandom(99)))
                .isEmpty());
        assertTrue(
                authenticate(new Authenticator(two.id(), one.test().secret())).isEmpty());
    }

    @Test
    void a_revocation_counts_at_once_and_for_that_authenticator_alone() {
        var made = created("Example");
        var register = database.administration().authenticators();
        var second = register.create(made.id(), Environment.TEST).orThrow();

        assertEquals(1, register.revoke(made.id(), 1).orThrow());

        assertTrue(authenticate(made.test()).isEmpty());
        assertTrue(authenticate(second).isPresent());
        assertTrue(authenticate(made.production()).isPresent());
    }

    @Test
    void what_another_process_revokes_or_switches_counts_at_once() {
        var made = created("Example");
        var other = openAgain().administration();
        assertTrue(authenticate(made.test()).isPresent());

        other.authenticators().revoke(made.id(), 1).orThrow();
        other.accounts().enable(made.id(), false).orThrow();

        assertTrue(authenticate(made.test()).isEmpty());
        assertFalse(authenticate(made.production()).orElseThrow().enabled());
    }

    @Test
    void what_another_process_makes_is_known_at_once() {
        var made = openAgain()
                .administration()
                .accounts()
                .create(NewAccount.named("B"))
                .orThrow();
        assertEquals(made.id(), authenticate(made.test()).orElseThrow().id());
    }

    @Test
    void options_belong_to_one_environment() {
        var made = created("Example");
        var options = new Options(
                Set.of(Drm.FAIRPLAY), Profile.CURRENT, Duration.ofHours(3), Duration.ofSeconds(5), OptionalInt.of(2));

        database.administration()
                .accounts()
                .configure(made.id(), Environment.TEST, options)
                .orThrow();

        assertEquals(options, find(made.id(), Environment.TEST).orElseThrow().options());
        assertEquals(
                Options.DEFAULT,
                find(made.id(), Environment.PRODUCTION).orElseThrow().options());
    }

    @Test
    void options_may_switch_every_drm_off() {
        var made = created("Example");
        var none = new Options(Set.of(), Profile.PUBLISHED, Duration.ofHours(3), Duration.ZERO, OptionalInt.empty());
        database.administration()
                .accounts()
                .configure(made.id(), Environment.TEST, none)
                .orThrow();
        assertEquals(none, find(made.id(), Environment.TEST).orElseThrow().options());
    }

    @Test
    void a_balance_is_read_fresh() {
        var made = created("Example");
        openAgain()
                .administration()
                .balances()
                .set(made.id(), Environment.PRODUCTION, new Balance.Units(12), "prepaid")
                .orThrow();
        assertEquals(
                new Balance.Units(12),
                find(made.id(), Environment.PRODUCTION).orElseThrow().balance());
    }

    @Test
    void an_unknown_account_is_not_found() {
        assertTrue(find(new AccountId(1), Environment.TEST).isEmpty());
    }

    private Optional<Account> find(AccountId id, Environment environment) {
        return database.accounts().find(id, environment);
    }
}
