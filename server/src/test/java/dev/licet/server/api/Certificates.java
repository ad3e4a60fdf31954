package dev.licet.server.api;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.record.Records;
import dev.licet.domain.record.Tally;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.SignedCallers;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.stop.StopLists;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TokenSealer;
import dev.licet.http.lane.Lanes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Fixed certificates, and an installation without accounts.
final class Certificates {
    /// Nobody is known.
    static final Parties PARTIES =
            new Parties(nobody(), noSigners(), new TokenSealer(new NoSealingKeys(), new SecureRandom()));

    static final Reads READS = new Reads(Lanes.open(1).reading());

    static final byte[] FAIRPLAY = {1, 2, 3};
    static final byte[] WIDEVINE = {4, 5, 6};
    private static final AccountId OWNER = new AccountId(201722);

    private Certificates() {}

    static CertificateEndpoint endpoint() {
        var key = RsaPrivateKey.generate(1024, new SecureRandom());
        var credential =
                new FairPlayCredential(1, FAIRPLAY, List.of(key), SecretBytes.copyOf(new byte[] {1}), "standin");
        var identity = new WidevineIdentity(new byte[0], WIDEVINE, key);
        FairPlayCredentials fairPlay =
                (account, environment) -> account.equals(OWNER) ? List.of(credential) : List.of();
        return new CertificateEndpoint(fairPlay, new Trust(identity), Set.of(Environment.TEST));
    }

    private record Trust(WidevineIdentity identity) implements WidevineTrust {
        @Override
        public List<WidevineIdentity> identities() {
            return List.of(identity);
        }

        @Override
        public boolean isRevoked(byte[] serial) {
            return false;
        }

        @Override
        public OptionalInt highestLevel(long systemId) {
            return OptionalInt.empty();
        }
    }

    static RecordEndpoint noRecords() {
        return new RecordEndpoint(nobody(), new NoRecords(), READS);
    }

    static RecordStreamEndpoint noRecordStream() {
        return new RecordStreamEndpoint(
                nobody(), new NoRecords(), (account, environment, id, count) -> List.of(), READS);
    }

    static Callers nobody() {
        return new Callers(new NoAccounts());
    }

    static Api.PackagerEndpoints noPackagers() {
        var room = new PackagerRoom(Lanes.open(1).packaging());
        var door = new PackagerDoor(nobody(), null, room);
        return new Api.PackagerEndpoints(
                new SpekeEndpoint(door, null, environment -> ""),
                new CpixEndpoint(door, null, environment -> ""),
                new ContentKeyEndpoint(noSigners(), null, new RecordThrottle(InstantSource.system(), 1), room));
    }

    static LicenseEndpoint noLicenses() {
        return new LicenseEndpoint(noSigners(), null, null, new RecordThrottle(InstantSource.system(), 1));
    }

    static SignedCallers noSigners() {
        return new SignedCallers((environment, name) -> Optional.empty(), new NoAccounts());
    }

    static ExplainEndpoint noExplanations() {
        var sealer = new TokenSealer(new NoSealingKeys(), new SecureRandom());
        return new ExplainEndpoint(
                new Callers(new NoAccounts()),
                new Explainer(
                        new NoAccounts(),
                        new NoRecords(),
                        token -> Progress.NONE,
                        sealer,
                        new Halt(StopLists.NONE),
                        InstantSource.system()),
                READS);
    }

    private static final class NoSealingKeys implements SealingKeys {
        @Override
        public SealingKey newest() {
            throw new IllegalStateException("nothing is sealed here");
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return Optional.empty();
        }
    }

    private static final class NoAccounts implements Accounts {
        @Override
        public Accounts remembered() {
            return this;
        }

        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            return Optional.empty();
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            return Optional.empty();
        }
    }

    private static final class NoRecords implements Records {
        @Override
        public List<EventRecord> latest(AccountId account, Environment environment, int count) {
            return List.of();
        }

        @Override
        public List<EventRecord> withCookie(AccountId account, Environment environment, String cookie, int count) {
            return List.of();
        }

        @Override
        public List<EventRecord> withRequest(AccountId account, Environment environment, String requestId, int count) {
            return List.of();
        }

        @Override
        public List<EventRecord> withToken(AccountId account, Environment environment, TokenId token, int count) {
            return List.of();
        }

        @Override
        public Tally tally(AccountId account, Environment environment, TokenId token) {
            return Tally.NONE;
        }

        @Override
        public Optional<EventRecord> withId(AccountId account, Environment environment, long id) {
            return Optional.empty();
        }

        @Override
        public List<EventRecord> window(AccountId account, Environment environment, long start, int length) {
            return List.of();
        }

        @Override
        public List<EventRecord> between(
                AccountId account, Environment environment, Instant from, Instant to, int count) {
            return List.of();
        }
    }
}
