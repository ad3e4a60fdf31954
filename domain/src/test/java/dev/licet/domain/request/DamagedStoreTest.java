package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.TokenSealer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Somebody has changed rows of the account: they do not open.
class DamagedStoreTest extends RecordingLedger implements Accounts, SealingKeys {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Account ACCOUNT = new Account(
            new AccountId(201722), Environment.TEST, "name", true, Options.DEFAULT, new Balance.Unlimited(), 0);

    private final SealingKey sealingKey = new SealingKey(1, SecretBytes.random(RANDOM, SealingKey.BYTES));
    private final StoredKeys noKeyOpens = (account, environment, kid) -> damaged();
    private final TokenIssuer issuer = new TokenIssuer(
            new Callers(this),
            (account, environment) -> damaged(),
            new TokenIssuer.Keys(noKeyOpens, Optional.empty()),
            new TokenIssuer.Books(this, new RecordThrottle(() -> NOW, 100)),
            new TokenIssuer.Making(new TokenSealer(this, RANDOM), () -> NOW, RANDOM));

    private static <T> T damaged() {
        throw new StoreDamaged("opening FairPlay credentials", new IllegalStateException("the value of a row"));
    }

    @Override
    public Optional<Account> authenticate(Authenticator authenticator) {
        return Optional.of(ACCOUNT);
    }

    @Override
    public Optional<Account> find(AccountId id, Environment environment) {
        return Optional.of(ACCOUNT);
    }

    @Override
    public Accounts remembered() {
        return this;
    }

    @Override
    public SealingKey newest() {
        return sealingKey;
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return Optional.of(sealingKey);
    }

    private static TokenCall call(Drm drm, String query) {
        var parameters = Parameters.read(query, new byte[0]);
        var bearer = Optional.of(Authenticator.random(ACCOUNT.id(), RANDOM).reveal());
        return new TokenCall(Environment.TEST, drm, parameters, bearer, "request-1");
    }

    private static void assertDamaged(Refused why) {
        assertEquals(Refusal.ADMIN_ERROR, why.why());
        assertEquals(Refused.Blame.SERVICE, why.blame());
        assertFalse(why.reason().contains("row"), why.reason());
    }

    @Test
    void credentials_that_do_not_open_are_our_fault_and_leave_a_record() {
        var call = call(Drm.FAIRPLAY, "");
        assertDamaged(
                assertInstanceOf(TokenOutcome.Denied.class, issuer.issue(call)).why());
        assertEquals(Event.Kind.REFUSED, events.getFirst().kind());
        assertDamaged(assertInstanceOf(TokenOutcome.Denied.class, issuer.issueFor(ACCOUNT, call))
                .why());
        assertEquals(2, events.size());
        assertDamaged(assertInstanceOf(TokenPreview.Denied.class, issuer.preview(ACCOUNT, call))
                .why());
        assertEquals(2, events.size());
    }

    @Test
    void a_key_that_does_not_open_leaves_a_refusal_without_its_hint() {
        var parameters = Parameters.read("kid=fd1a706a-c2b3-6002-888f-6d4a414333c3", new byte[0]);
        assertEquals(Optional.empty(), new KidDoctor(noKeyOpens).hint(ACCOUNT, parameters, "kid"));
    }
}
