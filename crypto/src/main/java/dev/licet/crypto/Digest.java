package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/// Hash functions (FIPS 180-4). SHA-1 is here because kid names, FairPlay and Widevine are defined with it.
public final class Digest {
    private static final Pool<MessageDigest> SHA1 =
            new Pool<>(() -> MessageDigest.getInstance("SHA-1"), MessageDigest::reset);
    private static final Pool<MessageDigest> SHA256 =
            new Pool<>(() -> MessageDigest.getInstance("SHA-256"), MessageDigest::reset);

    private Digest() {}

    /// SHA-1, 20 bytes.
    public static byte[] sha1(byte[] data) {
        return digest(SHA1, data);
    }

    /// SHA-256, 32 bytes.
    public static byte[] sha256(byte[] data) {
        return digest(SHA256, data);
    }

    /// SHA-256 of one part after the other, 32 bytes.
    public static byte[] sha256OfAll(byte[]... parts) {
        return digest(SHA256, parts);
    }

    private static byte[] digest(Pool<MessageDigest> digests, byte[]... parts) {
        try {
            return digests.use(digest -> {
                for (byte[] part : parts) digest.update(part);
                return digest.digest();
            });
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("SHA", missing);
        }
    }
}
