package dev.licet.drm.widevine;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Writes licenses. Everything that is random comes in, so the same input gives the same bytes
/// (reference: widevine.md 2.5).
final class LicenseWriter {
    private static final int NO_DIGITAL_OUTPUT = 255;

    private LicenseWriter() {}

    static WidevineLicense first(
            Grant grant, LicenseRandomness random, SecretBytes encryption, Optional<byte[]> sessionToken) {
        var id = new WidevineLicenseId(
                Optional.of(grant.requestId()),
                Optional.of(random.sessionId()),
                grant.type(),
                OptionalInt.of(0),
                sessionToken);
        return new WidevineLicense(
                id,
                Optional.of(grant.policy()),
                keys(grant, random, encryption),
                OptionalLong.of(grant.startTime()),
                grant.protectionScheme());
    }

    /// Signs a license of any kind.
    static WidevineSignedMessage signed(WidevineLicense license, SecretBytes macServer) {
        byte[] msg = license.toBytes();
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE, msg, Hmac.sha256(macServer, msg));
    }

    private static List<WidevineKeyContainer> keys(Grant grant, LicenseRandomness random, SecretBytes encryption) {
        var keys = new ArrayList<WidevineKeyContainer>();
        for (KeyGrant key : grant.keys()) keys.add(content(key, random.ivs().get(keys.size()), encryption));
        random.signingKey().ifPresent(key -> keys.add(signing(key, random.ivs().getLast(), encryption)));
        return keys;
    }

    /// 16 bytes become 32, because a whole block of padding is added; clients insist on it.
    private static WidevineKeyContainer content(KeyGrant key, byte[] iv, SecretBytes encryption) {
        return new WidevineKeyContainer(
                key.kid().map(KeyId::bytes),
                iv,
                seal(key.key(), iv, encryption),
                WidevineKeyContainer.Type.CONTENT,
                OptionalInt.of(key.securityLevel()),
                hdcp(key.hdcp()),
                key.track().map(Enum::name));
    }

    private static WidevineKeyContainer signing(SecretBytes key, byte[] iv, SecretBytes encryption) {
        return new WidevineKeyContainer(
                Optional.empty(),
                iv,
                seal(key, iv, encryption),
                WidevineKeyContainer.Type.SIGNING,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static byte[] seal(SecretBytes key, byte[] iv, SecretBytes encryption) {
        return key.expose(plain -> Aes.cbcEncryptPadded(encryption, iv, plain));
    }

    /// Reference: widevine.md 2.6. The published values stop short of HDCP 2.3, which is 5 on the wire.
    private static OptionalInt hdcp(Hdcp hdcp) {
        return switch (hdcp) {
            case NONE -> OptionalInt.empty();
            case V1 -> OptionalInt.of(1);
            case V2 -> OptionalInt.of(2);
            case V2_1 -> OptionalInt.of(3);
            case V2_2 -> OptionalInt.of(4);
            case NO_DIGITAL_OUTPUT -> OptionalInt.of(NO_DIGITAL_OUTPUT);
        };
    }
}
