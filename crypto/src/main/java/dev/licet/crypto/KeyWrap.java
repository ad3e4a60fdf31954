package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// AES key wrap (RFC 3394, default initial value `A6A6A6A6A6A6A6A6`): a 16-byte key under a 16-byte kek is 24 bytes.
/// It carries no associated data, so it serves only where the published API demands it (`kek` and `ek`).
public final class KeyWrap {
    /// Length of a wrapped 16-byte key in bytes.
    public static final int WRAPPED_BYTES = 24;

    private static final String ALGORITHM = "AES/KW/NoPadding";

    private KeyWrap() {}

    /// Wraps a 16-byte `key` under a 16-byte `kek`.
    /// @return 24 bytes
    public static byte[] wrap(SecretBytes kek, SecretBytes key) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(kek.raw(), "AES"));
            return cipher.wrap(new SecretKeySpec(key.raw(), "AES"));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }

    /// Unwraps; empty when the integrity check of RFC 3394 section 2.2.3 fails or the length is not 24 bytes.
    public static Optional<SecretBytes> unwrap(SecretBytes kek, byte[] wrapped) {
        if (wrapped.length != WRAPPED_BYTES) return Optional.empty();
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek.raw(), "AES"));
            return Optional.of(SecretBytes.taking(
                    cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded()));
        } catch (InvalidKeyException integrityCheckFailed) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }
}
