package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/// Hash functions (FIPS 180-4). SHA-1 is here because kid names, FairPlay and Widevine are defined with it.
public final class Digest {
    private Digest() {}

    /// SHA-1, 20 bytes.
    public static byte[] sha1(byte[] data) {
        return digest("SHA-1", data);
    }

    /// SHA-256, 32 bytes.
    public static byte[] sha256(byte[] data) {
        return digest("SHA-256", data);
    }

    private static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(algorithm, missing);
        }
    }
}
