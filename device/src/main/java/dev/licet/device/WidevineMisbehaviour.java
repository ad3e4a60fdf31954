package dev.licet.device;

import dev.licet.device.widevine.Challenge;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What a Widevine device can do wrong, or do beyond fetching one license.
enum WidevineMisbehaviour {
    /// One bit of the request is flipped on its way.
    TAMPERED,
    /// One bit of the signature is flipped.
    BAD_SIGNATURE,
    /// The second part of the request is missing.
    TRUNCATED,
    /// The request is wrapped in base64, the most common fault of an integration.
    BASE64,
    /// The request claims to come from OEMCrypto 16 or later.
    CORE_MESSAGE,
    /// The device is under a root of its own.
    FOREIGN_ROOT,
    /// The identity is sealed to another service's certificate.
    WRONG_CERTIFICATE,
    /// The same request is sent again and again.
    REPEAT,
    /// The device asks for a license to keep.
    OFFLINE,
    /// The license is renewed once.
    RENEW,
    /// The license is given back.
    RELEASE,
    /// The license is given back and renewed all the same.
    RENEW_AFTER_RELEASE;

    private static final byte[] CORE = new byte[32];

    /// As on the command line.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Stream.of(values()).map(WidevineMisbehaviour::word).toList();
    }

    static Optional<WidevineMisbehaviour> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /// What is sent instead of the challenge's own bytes.
    byte[] body(Challenge challenge) {
        return switch (this) {
            case TAMPERED -> signed(flipped(challenge.msg()), challenge.signature());
            case BAD_SIGNATURE -> signed(challenge.msg(), flipped(challenge.signature()));
            case TRUNCATED -> Arrays.copyOf(challenge.body(), challenge.body().length / 2);
            case BASE64 -> Base64.getEncoder().encode(challenge.body());
            case CORE_MESSAGE -> withCoreMessage(challenge);
            case FOREIGN_ROOT, WRONG_CERTIFICATE, REPEAT, OFFLINE, RENEW, RELEASE, RENEW_AFTER_RELEASE ->
                challenge.body();
        };
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static byte[] signed(byte[] msg, byte[] signature) {
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE_REQUEST, msg, signature)
                .toBytes();
    }

    private static byte[] withCoreMessage(Challenge challenge) {
        return new WidevineSignedMessage(
                        WidevineSignedMessage.Type.LICENSE_REQUEST,
                        Optional.of(challenge.msg()),
                        Optional.of(challenge.signature()),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.of(CORE),
                        OptionalInt.empty())
                .toBytes();
    }
}
