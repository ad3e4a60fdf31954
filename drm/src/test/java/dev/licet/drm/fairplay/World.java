package dev.licet.drm.fairplay;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Digest;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.wire.CkcContainer;
import dev.licet.drm.wire.CkcPayload;
import dev.licet.drm.wire.FairPlayKeys;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcBuilder;
import dev.licet.drm.wire.SpcContainer;
import dev.licet.drm.wire.SpcTransportProfile;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One account with a bundle of credentials, one key to give, and devices that ask for it.
final class World {
    static final SecureRandom RANDOM = new SecureRandom();
    static final RsaPrivateKey SMALL = RsaPrivateKey.generate(1024, RANDOM);
    static final RsaPrivateKey LARGE = RsaPrivateKey.generate(2048, RANDOM);
    static final byte[] SMALL_DER = certificate(SMALL);
    static final byte[] LARGE_DER = certificate(LARGE);
    static final byte[] BUNDLE = ByteBuffer.allocate(SMALL_DER.length + LARGE_DER.length)
            .put(SMALL_DER)
            .put(LARGE_DER)
            .array();
    static final SecretBytes ASK = SecretBytes.parseHex("000102030405060708090a0b0c0d0e0f");
    static final SecretBytes CONTENT_KEY = SecretBytes.parseHex("3b".repeat(16));
    static final SecretBytes CONTENT_IV = SecretBytes.parseHex("c4".repeat(16));
    static final AccountId ACCOUNT = new AccountId(201722);
    static final SpcTransportProfile PROFILE = new SpcTransportProfile(
            new byte[16],
            SecretBytes.parseHex("11".repeat(16)),
            SecretBytes.parseHex("22".repeat(16)),
            SecretBytes.parseHex("33".repeat(16)));
    static final FairPlayCredential CREDENTIAL = credential(1, BUNDLE, "standin", SMALL, LARGE);

    private World() {}

    static FairPlayCredential credential(long id, byte[] certificate, String derivation, RsaPrivateKey... keys) {
        return new FairPlayCredential(id, certificate, List.of(keys), ASK, derivation);
    }

    static FairPlay fairPlay(FairPlayCredential... credentials) {
        return fairPlay(new Derivations(List.of()), credentials);
    }

    static FairPlay fairPlay(Derivations derivations, FairPlayCredential... credentials) {
        FairPlayCredentials port = (account, environment) -> account.equals(ACCOUNT) ? List.of(credentials) : List.of();
        return new FairPlay(port, derivations, Optional.of(PROFILE), InstantSource.system(), RANDOM);
    }

    static Token token(Rights rights) {
        return token(rights, Environment.TEST, ACCOUNT);
    }

    static Token token(Rights rights, Environment environment, AccountId account) {
        return new Token(
                environment,
                Drm.FAIRPLAY,
                account,
                TokenId.fresh(Instant.now(), RANDOM),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    static Rights plain() {
        return rights(0, 0, false);
    }

    static Rights rights(long rental, long playback, boolean persistent) {
        return rights(rental, playback, persistent, FairPlayRules.NONE);
    }

    static Rights rights(long rental, long playback, boolean persistent, FairPlayRules rules) {
        return rights(rental, playback, persistent, rules, Optional.empty());
    }

    static Rights rights(
            long rental, long playback, boolean persistent, FairPlayRules rules, Optional<TrackType> track) {
        var grant = new KeyGrant(Optional.empty(), CONTENT_KEY, 1, Hdcp.NONE, track);
        return new Rights(
                List.of(grant),
                Optional.of(CONTENT_IV),
                Optional.empty(),
                seconds(playback),
                seconds(rental),
                persistent,
                List.of(),
                rules);
    }

    static FairPlayRules leased(long seconds) {
        return FairPlayRules.NONE.withLease(seconds(seconds));
    }

    static FairPlayRules guarded(FairPlayRules.Hdcp hdcp, FairPlayRules.Level level) {
        return new FairPlayRules(Optional.empty(), Optional.ofNullable(hdcp), Optional.ofNullable(level));
    }

    private static Optional<Duration> seconds(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    static SpcBuilder device() {
        byte[] hu = new byte[20];
        RANDOM.nextBytes(hu);
        return SpcBuilder.random(hu, r2 -> FairPlayKeys.standInDask(ASK, r2), RANDOM);
    }

    static byte[] spc(int version, byte[] payload) {
        return switch (version) {
            case 1 ->
                SpcContainer.Plain.seal(
                        1, new SpcContainer.Recipient(SMALL.publicKey(), Digest.sha1(SMALL_DER)), payload, RANDOM);
            case 2 ->
                SpcContainer.Plain.seal(
                        2, new SpcContainer.Recipient(LARGE.publicKey(), Digest.sha1(LARGE_DER)), payload, RANDOM);
            default ->
                SpcContainer.Authenticated.seal(
                        PROFILE,
                        new SpcContainer.Recipient(LARGE.publicKey(), Digest.sha256(LARGE_DER)),
                        payload,
                        RANDOM);
        };
    }

    static Opening open(FairPlay fairPlay, byte[] spc, Token token) throws MalformedMessage {
        var request = (Message.LicenseRequest) fairPlay.classify(spc, Optional.empty());
        return request.open(token, Instant.now());
    }

    static CkcPayload ckc(SpcBuilder device, byte[] ckc) throws MalformedMessage {
        SecretBytes key = FairPlayKeys.ckcKey(device.session().r1(), device.antiReplaySeed());
        return CkcPayload.read(CkcContainer.read(ckc).open(key));
    }

    static boolean holdsTheKey(SpcBuilder device, CkcPayload ckc) {
        var key = SecretBytes.taking(Aes.decryptBlock(device.session().sk(), ckc.encryptedKey()));
        return key.sameAs(CONTENT_KEY) && ckc.contentIv().sameAs(CONTENT_IV);
    }

    private static byte[] certificate(RsaPrivateKey key) {
        return SelfSignedCertificate.make(
                "licet test", key, new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(9999)), RANDOM);
    }
}
