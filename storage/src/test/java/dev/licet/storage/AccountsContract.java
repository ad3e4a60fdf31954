package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.ledger.Recording;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
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
                new Account(made.id(), Environment.TEST, "Example", true, Options.DEFAULT, new Balance.Unlimited(), 2),
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

    private Optional<Instant> lastUsed(Database seen, AccountId account, int number) {
        return seen.administration().authenticators().list(account).stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .orElseThrow()
                .lastUsed();
    }

    @Test
    void the_last_use_is_known_here_at_once_and_elsewhere_when_the_timer_has_brought_it() {
        var made = created("Example");
        var other = openAgain();
        assertEquals(Optional.empty(), lastUsed(database, made.id(), 1));
        authenticate(made.test());
        authenticate(Authenticator.random(made.id(), new SeededRandom(7)));
        var first = Optional.of(HandClock.START);
        assertEquals(first, lastUsed(database, made.id(), 1));
        assertEquals(Optional.empty(), lastUsed(database, made.id(), 2), "another one");
        assertEquals(Optional.empty(), lastUsed(other, made.id(), 1), "no request has written anything");

        database.housekeeping().noteUses();
        assertEquals(first, lastUsed(other, made.id(), 1));
        clock.advance(Duration.ofSeconds(90));
        authenticate(made.test());
        authenticate(made.production());
        assertEquals(first, lastUsed(other, made.id(), 1));
        database.housekeeping().noteUses();
        var later = Optional.of(HandClock.START.plusSeconds(90));
        assertEquals(later, lastUsed(other, made.id(), 1));
        assertEquals(later, lastUsed(other, made.id(), 2));
    }

    @Test
    void an_earlier_use_that_another_node_brings_late_changes_nothing() {
        var made = created("Example");
        var slow = openAgain();
        slow.accounts().authenticate(made.test());
        clock.advance(Duration.ofMinutes(5));
        authenticate(made.test());
        database.housekeeping().noteUses();
        slow.housekeeping().noteUses();
        assertEquals(Optional.of(clock.instant()), lastUsed(slow, made.id(), 1));
    }

    @Test
    void uses_that_wait_are_written_when_the_database_is_closed() {
        var made = created("Example");
        var closing = openAgain();
        closing.accounts().authenticate(made.test());
        closing.close();
        assertEquals(Optional.of(HandClock.START), lastUsed(database, made.id(), 1));
    }

    @Test
    void any_number_of_authenticators_is_brought() {
        var made = IntStream.range(0, 120).mapToObj(i -> created("A" + i)).toList();
        for (var account : made) authenticate(account.production());
        var other = openAgain();
        database.housekeeping().noteUses();
        for (var account : made) assertEquals(Optional.of(HandClock.START), lastUsed(other, account.id(), 2));
    }

    private Optional<Account> remembered(Authenticator authenticator) {
        return database.accounts().remembered().authenticate(authenticator);
    }

    private Recording record(Event.Kind kind, Account decided) {
        return database.ledger()
                .write(Given.event(kind, decided.id(), decided.environment(), HandClock.START), decided);
    }

    @Test
    void only_who_was_read_is_remembered_and_only_for_a_minute() {
        var made = created("Example");
        assertTrue(remembered(made.test()).isEmpty());
        var read = authenticate(made.test());

        assertEquals(read, remembered(made.test()));
        assertTrue(remembered(Authenticator.random(made.id(), new SeededRandom(99)))
                .isEmpty());
        assertTrue(database.accounts()
                .remembered()
                .find(made.id(), Environment.PRODUCTION)
                .isEmpty());

        clock.advance(Duration.ofMinutes(1));
        assertTrue(remembered(made.test()).isEmpty());
    }

    @Test
    void what_was_charged_within_a_minute_may_still_be_in_the_balance_of_who_is_admitted() {
        var made = created("Example");
        database.administration()
                .balances()
                .set(made.id(), Environment.TEST, new Balance.Units(2), "prepaid")
                .orThrow();
        authenticate(made.test());
        var token = Given.token(made.id(), Environment.TEST, 1, 1);
        Given.redemption(token, 1, HandClock.START).by(database.ledger());

        assertEquals(
                new Balance.Units(2), authenticate(made.test()).orElseThrow().balance());
        assertEquals(
                new Balance.Units(1),
                find(made.id(), Environment.TEST).orElseThrow().balance());

        clock.advance(Duration.ofMinutes(1));
        assertEquals(
                new Balance.Units(1), authenticate(made.test()).orElseThrow().balance());
    }

    @Test
    void a_found_account_is_remembered_by_environment() {
        var id = created("Example").id();
        var read = find(id, Environment.TEST);
        var memory = database.accounts().remembered();
        assertEquals(read, memory.find(id, Environment.TEST));
        assertTrue(memory.find(id, Environment.PRODUCTION).isEmpty());
    }

    @Test
    void a_decision_about_an_account_that_another_process_has_changed_is_out_of_date() {
        var made = created("Example");
        var other = openAgain().administration();
        var id = made.id();
        for (Runnable change : List.<Runnable>of(
                () -> other.accounts().enable(id, false).orThrow(),
                () -> other.accounts().enable(id, true).orThrow(),
                () -> other.accounts()
                        .configure(id, Environment.TEST, Options.DEFAULT)
                        .orThrow(),
                () -> other.authenticators().create(id, Environment.TEST).orThrow(),
                () -> other.authenticators().revoke(id, 3).orThrow(),
                () -> other.balances()
                        .set(id, Environment.TEST, new Balance.Units(1), "prepaid")
                        .orThrow(),
                () -> other.balances().topUp(id, Environment.TEST, 1, "invoice").orThrow())) {
            var decided = authenticate(made.test()).orElseThrow();
            change.run();
            assertEquals(decided, remembered(made.test()).orElseThrow());
            assertEquals(Recording.OUTDATED, record(Event.Kind.ISSUED, decided));
            assertEquals(Recording.OUTDATED, record(Event.Kind.REFUSED, decided));
            assertEquals(
                    Recording.WRITTEN,
                    record(Event.Kind.REFUSED, authenticate(made.test()).orElseThrow()));
        }
        assertEquals(7, database.records().latest(id, Environment.TEST, 100).size());
    }

    @Test
    void a_token_is_recorded_only_while_there_is_something_to_spend() {
        var made = created("Example");
        database.administration()
                .balances()
                .set(made.id(), Environment.TEST, new Balance.Units(1), "prepaid")
                .orThrow();
        var decided = authenticate(made.test()).orElseThrow();
        assertEquals(Recording.WRITTEN, record(Event.Kind.ISSUED, decided));

        var token = Given.token(made.id(), Environment.TEST, 1, 1);
        Given.redemption(token, 1, HandClock.START).by(database.ledger());

        assertEquals(Recording.BALANCE_EMPTY, record(Event.Kind.ISSUED, decided));
        assertEquals(Recording.WRITTEN, record(Event.Kind.REFUSED, decided));
        var kinds = database.records().latest(made.id(), Environment.TEST, 10).stream()
                .map(EventRecord::kind)
                .toList();
        assertEquals(List.of(Event.Kind.ISSUED, Event.Kind.REDEEMED, Event.Kind.REFUSED), kinds.reversed());
    }

    @Test
    void an_event_of_another_account_than_the_one_decided_on_is_a_mistake_of_the_caller() {
        var one = authenticate(created("One").test()).orElseThrow();
        var two = created("Two").id();
        var event = Given.event(Event.Kind.ISSUED, two, Environment.TEST, HandClock.START);
        assertThrows(IllegalArgumentException.class, () -> database.ledger().write(event, one));
    }
}
