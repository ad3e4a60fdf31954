package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An issuer of tokens with one account and with everything that it asks for in memory.
abstract class TokenDesk extends RecordingLedger implements Accounts, FairPlayCredentials, SealingKeys {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final SecureRandom RANDOM = new SecureRandom();
    static final AccountId ID = new AccountId(201722);
    static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    static final String KEY = "5438b719bf47a2f5678237477db2f9e6";
    static final String KEK = "000102030405060708090a0b0c0d0e0f";
    static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    static final String ONE_KEY = "kid=" + KID + "&contentKey=" + KEY;
    static final String LEVELS = "&analogVideoOPL=150&compressedDigitalAudioOPL=200&compressedDigitalVideoOPL=400"
            + "&uncompressedDigitalAudioOPL=250&uncompressedDigitalVideoOPL=270";

    private final SealingKey sealingKey = new SealingKey(1, SecretBytes.random(RANDOM, SealingKey.BYTES));
    final TokenSealer sealer = new TokenSealer(this, RANDOM);
    final Authenticator authenticator = Authenticator.random(ID, RANDOM);

    boolean enabled = true;
    Balance balance = new Balance.Unlimited();
    Options options = Options.DEFAULT;
    Environment environment = Environment.TEST;
    List<FairPlayCredential> credentials =
            List.of(new FairPlayCredential(1, new byte[1], List.of(), SecretBytes.copyOf(new byte[16]), "standin"));
    List<String> unusable = List.of();
    Optional<byte[]> storedKey = Optional.empty();
    Optional<RuntimeException> keyStoreFails = Optional.empty();
    Optional<KeyProvider> packagers = Optional.empty();
    int unattributed = 100;

    static Options with(Profile profile) {
        return new Options(
                EnumSet.allOf(Drm.class),
                profile,
                Options.LONGEST_TOKEN_LIFE,
                Duration.ofSeconds(60),
                OptionalInt.empty());
    }

    Account account() {
        return new Account(ID, Environment.TEST, "name", enabled, options, balance, 0);
    }

    TokenIssuer issuer() {
        return new TokenIssuer(
                new Callers(this),
                this,
                new TokenIssuer.Keys((account, where, kid) -> stored(kid), packagers),
                new TokenIssuer.Books(this, new RecordThrottle(() -> NOW, unattributed)),
                new TokenIssuer.Making(sealer, () -> NOW.plusMillis(750), RANDOM));
    }

    private Optional<byte[]> stored(KeyId kid) {
        if (keyStoreFails.isPresent()) throw keyStoreFails.get();
        return storedKey.filter(_ -> kid.hex().equals(KID));
    }

    TokenCall call(Drm drm, String query) {
        var parameters = Parameters.read("", query.getBytes(StandardCharsets.UTF_8));
        return new TokenCall(environment, drm, parameters, Optional.of(authenticator.reveal()), "request-1");
    }

    Token token(Drm drm, String query) {
        return assertInstanceOf(
                        TokenOutcome.Issued.class, issuer().issue(call(drm, query)), () -> denied(drm, query) + "")
                .token();
    }

    Refused denied(Drm drm, String query) {
        return assertInstanceOf(TokenOutcome.Denied.class, issuer().issue(call(drm, query)))
                .why();
    }

    /// 0 for a token.
    int code(Drm drm, String query) {
        return switch (issuer().issue(call(drm, query))) {
            case TokenOutcome.Issued issued -> 0;
            case TokenOutcome.Denied(Refused why) -> why.why().code();
        };
    }

    @Override
    public Optional<Account> authenticate(Authenticator sent) {
        return Optional.of(account()).filter(it -> sent.secret().sameAs(authenticator.secret()));
    }

    @Override
    public Optional<Account> find(AccountId id, Environment where) {
        return Optional.of(account()).filter(it -> it.id().equals(id) && it.environment() == where);
    }

    @Override
    public Accounts remembered() {
        return this;
    }

    @Override
    public List<FairPlayCredential> of(AccountId account, Environment where) {
        return credentials;
    }

    @Override
    public List<String> leftOut(AccountId account, Environment where) {
        return unusable;
    }

    @Override
    public SealingKey newest() {
        return sealingKey;
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return Optional.of(sealingKey);
    }
}
