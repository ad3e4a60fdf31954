package dev.licet.drm.widevine;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.FixedRandom;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.Recorded;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineIssuer;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.drm.wire.WidevineSessionKeys;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A root, a model, a device under it, and a back end that trusts the root. The fakes are all here.
final class World implements WidevineTrust, SealingKeys {
    static final AccountId ACCOUNT = new AccountId(201722);
    static final long SYSTEM_ID = 31337;
    static final byte[] KID = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    static final SecretBytes CONTENT_KEY = Recorded.secret("content_key");
    static final byte[] REQUEST_ID = "E74E376C000000000100000000000000".getBytes(StandardCharsets.US_ASCII);
    static final long DEVICE_TIME = 1_795_208_367L;

    private static final RsaPrivateKey ROOT_KEY = RsaPrivateKey.generate(2048, new FixedRandom(10));
    private static final RsaPrivateKey MODEL_KEY = RsaPrivateKey.generate(2048, new FixedRandom(11));
    static final RsaPrivateKey DEVICE_KEY = Recorded.key("device_private_key_pkcs1");
    static final RsaPrivateKey SERVICE_KEY = Recorded.key("service_private_key_pkcs1");

    final FixedRandom random = new FixedRandom(12);
    Instant now = Instant.ofEpochSecond(DEVICE_TIME + 33);
    final WidevineIssuer root = WidevineIssuer.root(ROOT_KEY, now, random);
    final WidevineIssuer model = root.model(SYSTEM_ID, MODEL_KEY, now, random);
    final WidevineIssuer device = device(model);
    final WidevineIssuer service = root.service("license.test.invalid", SERVICE_KEY, now, random);
    final List<WidevineIdentity> identities = new ArrayList<>();
    final List<byte[]> revoked = new ArrayList<>();
    final Map<Long, Integer> levels = new HashMap<>();
    final Map<Integer, SealingKey> sealingKeys = new HashMap<>();
    int newestKey = 1;
    WidevineOptions options = WidevineOptions.STANDARD;
    Environment environment = Environment.TEST;

    World() {
        identities.add(identity(service));
        for (int id = 1; id <= 2; id++) {
            sealingKeys.put(id, new SealingKey(id, SecretBytes.random(random, SealingKey.BYTES)));
        }
    }

    /// A world whose root is the recorded one.
    static World recorded() {
        var world = new World();
        world.identities.clear();
        world.identities.add(new WidevineIdentity(
                Recorded.bytes("root_certificate"), Recorded.bytes("service_certificate"), SERVICE_KEY));
        return world;
    }

    WidevineIdentity identity(WidevineIssuer issued) {
        return new WidevineIdentity(root.certificate(), issued.certificate(), issued.key());
    }

    WidevineIssuer device(WidevineIssuer issuer) {
        try {
            return issuer.device(DEVICE_KEY, now, random);
        } catch (MalformedMessage impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    DrmSystem system() {
        return DrmSystems.widevine(WidevinePorts.embedded(this, this), options, () -> now, random);
    }

    DeviceChains chains() {
        return new DeviceChains(this, new Identities(this));
    }

    @Override
    public List<WidevineIdentity> identities() {
        return identities;
    }

    @Override
    public boolean isRevoked(byte[] serial) {
        return revoked.stream().anyMatch(one -> Arrays.equals(one, serial));
    }

    @Override
    public OptionalInt highestLevel(long systemId) {
        var level = levels.get(systemId);
        return level == null ? OptionalInt.empty() : OptionalInt.of(level);
    }

    @Override
    public SealingKey newest() {
        return sealingKeys.get(newestKey);
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return Optional.ofNullable(sealingKeys.get(id));
    }

    static KeyGrant key(byte[] kid, int level, Hdcp hdcp, Optional<TrackType> track) {
        return new KeyGrant(Optional.of(KeyId.of(kid)), CONTENT_KEY, level, hdcp, track);
    }

    static Rights rights(KeyGrant... keys) {
        return rights(Optional.empty(), Optional.empty(), false, keys);
    }

    static Rights rights(
            Optional<Duration> startWindow, Optional<Duration> playback, boolean persistent, KeyGrant... keys) {
        var granted = keys.length == 0 ? List.of(key(KID, 1, Hdcp.NONE, Optional.empty())) : List.of(keys);
        return new Rights(granted, Optional.empty(), startWindow, playback, Optional.empty(), persistent, List.of());
    }

    Token token(Rights rights) {
        return token(rights, "00112233445566778899aabbccddeeff");
    }

    Token token(Rights rights, String id) {
        return new Token(
                environment,
                Drm.WIDEVINE,
                ACCOUNT,
                new TokenId(id),
                now,
                now.plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    Opening open(byte[] challenge, Token token) throws MalformedMessage {
        return ((Message.LicenseRequest) system().classify(challenge, Optional.empty())).open(token, now);
    }

    static WidevineClientId clientId(WidevineIssuer device, WidevineClientId.Info... info) {
        return new WidevineClientId(1, Optional.of(device.certificate()), List.of(info), Optional.empty());
    }

    static WidevineContentId pssh(WidevineContentId.LicenseType type, byte[]... kids) {
        return new WidevineContentId.Pssh(
                List.of(WidevinePssh.ofKeyIds(List.of(kids)).toBytes()), type, REQUEST_ID);
    }

    static WidevineLicenseRequest first(WidevineClientId clientId, WidevineContentId content) {
        return new WidevineLicenseRequest(
                Optional.of(clientId.toBytes()),
                Optional.of(content),
                WidevineLicenseRequest.Type.NEW,
                OptionalLong.of(DEVICE_TIME),
                OptionalInt.of(21),
                OptionalLong.of(1),
                Optional.empty());
    }

    byte[] challenge() {
        return challenge(first(clientId(device), pssh(WidevineContentId.LicenseType.STREAMING, KID)));
    }

    byte[] challenge(WidevineLicenseRequest request) {
        return challenge(request.toBytes());
    }

    byte[] challenge(byte[] msg) {
        byte[] signature = Rsa.signPss(DEVICE_KEY, msg, random);
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE_REQUEST, msg, signature)
                .toBytes();
    }

    /// A license as its device sees it.
    record Received(WidevineLicense license, WidevineSessionKeys keys) {
        static Received read(byte[] challenge, byte[] answer) throws MalformedMessage {
            var signed = WidevineSignedMessage.read(answer);
            var sessionKey = Rsa.decryptOaep(
                            Rsa.Oaep.SHA1, DEVICE_KEY, signed.sessionKey().orElseThrow())
                    .orElseThrow();
            byte[] request = WidevineSignedMessage.read(challenge).msg().orElseThrow();
            var keys = WidevineSessionKeys.derive(sessionKey, request);
            return new Received(verified(signed, keys.macServer()), keys);
        }

        static WidevineLicense verified(WidevineSignedMessage signed, SecretBytes macServer) throws MalformedMessage {
            byte[] msg = signed.msg().orElseThrow();
            if (!HexFormat.of()
                    .formatHex(Hmac.sha256(macServer, msg))
                    .equals(HexFormat.of().formatHex(signed.signature().orElseThrow()))) {
                throw new MalformedMessage("the license is not signed by the server");
            }
            return WidevineLicense.read(msg);
        }

        List<WidevineKeyContainer> content() {
            return license.keys().stream()
                    .filter(key -> key.type() == WidevineKeyContainer.Type.CONTENT)
                    .toList();
        }

        SecretBytes open(WidevineKeyContainer key) {
            return SecretBytes.taking(Aes.cbcDecryptPadded(keys.encryption(), key.iv(), key.sealedKey())
                    .orElseThrow());
        }

        /// The keys for renewals: from the signing key if there is one.
        WidevineSessionKeys lasting() {
            return license.keys().stream()
                    .filter(key -> key.type() == WidevineKeyContainer.Type.SIGNING)
                    .findFirst()
                    .map(key -> keys.withMacKeys(open(key)))
                    .orElse(keys);
        }
    }

    Received play(byte[] challenge, Token token) throws MalformedMessage {
        return switch (open(challenge, token)) {
            case Opening.Ready ready ->
                Received.read(challenge, ready.exchange().answer().body());
            case Opening.Denied denied -> throw new AssertionError(denied.why().reason());
            case Opening.Reported reported -> throw new AssertionError("Widevine reports nothing");
            case Opening.Remote remote -> throw new AssertionError("left to an upstream");
            case Opening.Paid paid -> throw new AssertionError("nobody makes licenses here");
        };
    }

    Received play(Rights rights) throws MalformedMessage {
        return play(challenge(), token(rights));
    }

    Opening.Denied denied(byte[] challenge, Token token) throws MalformedMessage {
        return switch (open(challenge, token)) {
            case Opening.Denied denied -> denied;
            case Opening.Ready ready -> throw new AssertionError("opened");
            case Opening.Reported reported -> throw new AssertionError("Widevine reports nothing");
            case Opening.Remote remote -> throw new AssertionError("left to an upstream");
            case Opening.Paid paid -> throw new AssertionError("nobody makes licenses here");
        };
    }
}
