package dev.licet.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 (RFC 2104).
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /// The 32-byte tag of `data` under `key`, which may have any length from one byte up.
    public static byte[] sha256(SecretBytes key, byte[]... data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.raw(), ALGORITHM));
            for (byte[] part : data) mac.update(part);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }
}
