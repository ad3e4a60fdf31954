package dev.licet.domain.packager;

import dev.licet.crypto.Hkdf;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import java.nio.charset.StandardCharsets;

/// Derives a key and its IV from a seed and the kid alone: HKDF-SHA-256 without a salt, whose info is a label
/// and the 16 bytes of the kid (reference: speke-cpix.md 9).
final class SeededKey {
    private static final byte[] NO_SALT = {};
    private static final byte[] KEY = "licet-speke-key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IV = "licet-speke-key-iv".getBytes(StandardCharsets.US_ASCII);

    private SeededKey() {}

    /// The content key, 16 bytes.
    static SecretBytes value(SecretBytes seed, KeyId kid) {
        return Hkdf.derive(seed, NO_SALT, info(KEY, kid), KeyGrant.KEY_BYTES);
    }

    /// The IV, 16 bytes. Of a key that was not derived, `secret` is the key itself: the IV is as repeatable as
    /// the key then, and tells nothing about it.
    static byte[] iv(SecretBytes secret, KeyId kid) {
        return Hkdf.derive(secret, NO_SALT, info(IV, kid), KeyOrder.IV_BYTES).expose(byte[]::clone);
    }

    private static byte[] info(byte[] label, KeyId kid) {
        byte[] info = new byte[label.length + KeyId.BYTES];
        System.arraycopy(label, 0, info, 0, label.length);
        System.arraycopy(kid.bytes(), 0, info, label.length, KeyId.BYTES);
        return info;
    }
}
