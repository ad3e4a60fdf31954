package dev.licet.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC (RFC 2104) with SHA-256, and with SHA-512 for CPIX.
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private static final SecretKeySpec NO_SECRET = new SecretKeySpec(new byte[1], ALGORITHM);
    private static final Pool<Mac> MACS = new Pool<>(() -> Mac.getInstance(ALGORITHM), mac -> mac.init(NO_SECRET));

    private static final String LONG_ALGORITHM = "HmacSHA512";
    private static final SecretKeySpec NO_LONG_SECRET = new SecretKeySpec(new byte[1], LONG_ALGORITHM);
    private static final Pool<Mac> LONG_MACS =
            new Pool<>(() -> Mac.getInstance(LONG_ALGORITHM), mac -> mac.init(NO_LONG_SECRET));

    private Hmac() {}

    /// The 32-byte tag of `data` under `key`, which may have any length from one byte up.
    public static byte[] sha256(SecretBytes key, byte[]... data) {
        try {
            return MACS.use(mac -> {
                mac.init(new SecretKeySpec(key.raw(), ALGORITHM));
                for (byte[] part : data) mac.update(part);
                return mac.doFinal();
            });
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }

    /// The 64-byte tag of `data` under `key`, which may have any length from one byte up.
    public static byte[] sha512(SecretBytes key, byte[] data) {
        try {
            return LONG_MACS.use(mac -> {
                mac.init(new SecretKeySpec(key.raw(), LONG_ALGORITHM));
                return mac.doFinal(data);
            });
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(LONG_ALGORITHM, missing);
        }
    }
}
