package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.ledger.Recording;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.TokenSealer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An account is remembered as it was, and has changed since.
class OutdatedAccountTest extends RecordingLedger {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AccountId ID = new AccountId(201722);
    private static final String GOOD = "kid=fd1a706ac2b36002888f6d4a414333c3"
            + "&contentKey=5438b719bf47a2f5678237477db2f9e6&securityLevel=1&hdcpOutputControl=0";

    private Optional<Account> remembered = Optional.empty();
    private Optional<Account> stored = Optional.empty();
    private long version = 2;
    private boolean spent;
    private long reads;

    private final TokenIssuer issuer = new TokenIssuer(
            new Callers(new Stored()),
            (account, environment) -> List.of(),
            new TokenIssuer.Keys((account, environment, kid) -> Optional.empty(), Optional.empty()),
            new TokenIssuer.Books(this, new RecordThrottle(() -> NOW, 100)),
            new TokenIssuer.Making(new TokenSealer(new OneKey(), RANDOM), () -> NOW.plusSeconds(reads++), RANDOM));

    private final class Stored implements Accounts {
        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            return stored;
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            return stored;
        }

        @Override
        public Accounts remembered() {
            return new Remembered();
        }
    }

    private final class Remembered implements Accounts {
        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            return remembered;
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            return remembered;
        }

        @Override
        public Accounts remembered() {
            return this;
        }
    }

    private static final class OneKey implements SealingKeys {
        private final SealingKey key = new SealingKey(1, SecretBytes.random(RANDOM, SealingKey.BYTES));

        @Override
        public SealingKey newest() {
            return key;
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return Optional.of(key);
        }
    }

    @Override
    public Recording write(Event event, Account decided) {
        if (decided.version() != version) return Recording.OUTDATED;
        if (event.kind() == Event.Kind.ISSUED && spent) return Recording.BALANCE_EMPTY;
        write(event);
        return Recording.WRITTEN;
    }

    private static Optional<Account> account(boolean enabled, long version) {
        return Optional.of(
                new Account(ID, Environment.TEST, "name", enabled, Options.DEFAULT, new Balance.Unlimited(), version));
    }

    private TokenOutcome issue(String query) {
        var bearer = Optional.of(Authenticator.random(ID, RANDOM).reveal());
        var parameters = Parameters.read(query, new byte[0]);
        return issuer.issue(new TokenCall(Environment.TEST, Drm.WIDEVINE, parameters, bearer, "request-1"));
    }

    private Refused denied(String query) {
        return assertInstanceOf(TokenOutcome.Denied.class, issue(query)).why();
    }

    private void assertOneRecord(Event.Kind kind) {
        assertEquals(List.of(kind), events.stream().map(Event::kind).toList());
    }

    @Test
    void what_is_remembered_and_has_not_changed_is_good_enough() {
        remembered = account(true, 2);
        assertInstanceOf(TokenOutcome.Issued.class, issue(GOOD));
        assertOneRecord(Event.Kind.ISSUED);
    }

    @Test
    void a_token_is_decided_anew_by_what_the_account_is_like_now() {
        remembered = account(true, 1);
        stored = account(true, 2);
        assertInstanceOf(TokenOutcome.Issued.class, issue(GOOD));
        assertOneRecord(Event.Kind.ISSUED);
    }

    /// Even when it is decided twice.
    @Test
    void a_request_has_one_moment() {
        remembered = account(true, 1);
        stored = account(true, 2);
        var issued = assertInstanceOf(TokenOutcome.Issued.class, issue(GOOD + "&expirationTime=%2B3600"));
        assertEquals(1, reads);
        assertEquals(NOW, events.getFirst().at());
        assertEquals(NOW, issued.token().issued());
        assertEquals(NOW.plusSeconds(3600), issued.token().expires());
        denied("kid=short");
        assertEquals(2, reads);
        assertEquals(NOW.plusSeconds(1), events.getLast().at());
    }

    @Test
    void an_account_that_was_switched_off_since_is_refused() {
        remembered = account(true, 1);
        stored = account(false, 2);
        assertEquals(Refusal.ACCOUNT_DISABLED, denied(GOOD).why());
        assertOneRecord(Event.Kind.REFUSED);
    }

    @Test
    void an_authenticator_that_was_revoked_since_is_refused() {
        remembered = account(true, 1);
        assertEquals(Refusal.AUTHENTICATOR_INVALID, denied(GOOD).why());
        assertOneRecord(Event.Kind.REFUSED);
    }

    @Test
    void a_refusal_is_decided_anew_too() {
        remembered = account(true, 1);
        stored = account(false, 2);
        assertEquals(Refusal.ACCOUNT_DISABLED, denied("kid=short").why());
        assertOneRecord(Event.Kind.REFUSED);
    }

    @Test
    void memory_alone_turns_nobody_away() {
        remembered = account(false, 2);
        stored = account(true, 2);
        assertInstanceOf(TokenOutcome.Issued.class, issue(GOOD));
    }

    @Test
    void a_balance_that_was_spent_since_refuses_the_token() {
        remembered = account(true, 2);
        spent = true;
        assertEquals(Refusal.BALANCE_EMPTY, denied(GOOD).why());
        assertOneRecord(Event.Kind.REFUSED);
    }

    @Test
    void an_account_that_changes_all_the_time_may_be_tried_again() {
        remembered = account(true, 1);
        stored = account(true, 2);
        version = 3;
        var why = denied(GOOD);
        assertEquals(Refusal.ADMIN_ERROR, why.why());
        assertEquals(Refused.Blame.BUSY, why.blame());
        assertEquals(List.of(), events);
    }
}
