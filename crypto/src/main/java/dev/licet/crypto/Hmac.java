package dev.licet.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 (RFC 2104).
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private static final SecretKeySpec NO_SECRET = new SecretKeySpec(new byte[1], ALGORITHM);
    private static final Pool<Mac> MACS = new Pool<>(() -> Mac.getInstance(ALGORITHM), mac -> mac.init(NO_SECRET));

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
}
