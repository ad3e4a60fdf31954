package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import java.util.Arrays;

/// The public key computations of FairPlay, and our stand-in for the one that is Apple's secret
/// (reference: fairplay.md 1, 4).
public final class FairPlayKeys {
    /// Length of an ASk in bytes.
    public static final int ASK_BYTES = 16;

    private FairPlayKeys() {}

    /// The key that encrypts a CKC: `AES-ECB(SHA1(R1)[0..16], seed)`.
    ///
    /// @param r1   all 44 bytes
    /// @param seed the anti-replay seed, 16 bytes
    public static SecretBytes ckcKey(byte[] r1, byte[] seed) {
        var key = SecretBytes.taking(Arrays.copyOf(Digest.sha1(r1), Aes.BLOCK_BYTES));
        return SecretBytes.taking(Aes.encryptBlock(key, seed));
    }

    /// The value of the content-key TLLV: content IV, then the content key encrypted under the session key.
    ///
    /// @return 32 bytes
    public static byte[] contentKeyPayload(SecretBytes sk, SecretBytes contentKey, SecretBytes contentIv) {
        byte[] encrypted = contentKey.expose(key -> Aes.encryptBlock(sk, key));
        byte[] payload = contentIv.expose(iv -> Arrays.copyOf(iv, 2 * Aes.BLOCK_BYTES));
        System.arraycopy(encrypted, 0, payload, Aes.BLOCK_BYTES, Aes.BLOCK_BYTES);
        return payload;
    }

    /// The documented stand-in for Apple's derivation, for development only:
    /// `DASk = AES-128-ECB-encrypt(key = ASk, SHA-256(R2)[0..16])`. No genuine device understands it.
    ///
    /// @param ask 16 bytes
    /// @param r2  21 bytes
    public static SecretBytes standInDask(SecretBytes ask, byte[] r2) {
        return SecretBytes.taking(Aes.encryptBlock(ask, Arrays.copyOf(Digest.sha256(r2), Aes.BLOCK_BYTES)));
    }
}
