package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// The envelope of a CKC (reference: fairplay.md 4.1): `version 4 | 0 (4) | IV 16 | payload length 4 |
/// payload`.
///
/// @param version 1
/// @param iv      16 bytes, never the same twice
/// @param payload AES-128-CBC, no padding
public record CkcContainer(int version, byte[] iv, byte[] payload) {
    private static final int HEADER_BYTES = 28;

    /// Reads a whole CKC.
    public static CkcContainer read(byte[] ckc) throws MalformedMessage {
        var cursor = new ByteCursor(ckc);
        long version = cursor.u32("CKC version");
        if (version != 1) throw new MalformedMessage("CKC version is not 1");
        if (cursor.u32("CKC reserved bytes") != 0) throw new MalformedMessage("CKC reserved bytes are not zero");
        byte[] iv = cursor.take(Aes.BLOCK_BYTES, "CKC IV");
        long length = cursor.u32("CKC payload length");
        if (length == 0 || length % Aes.BLOCK_BYTES != 0) {
            throw new MalformedMessage("CKC payload length is not a positive multiple of 16");
        }
        byte[] payload = cursor.take(length, "CKC payload");
        cursor.end("CKC");
        return new CkcContainer((int) version, iv, payload);
    }

    /// Encrypts `payload`, whole 16-byte blocks, under a fresh IV.
    ///
    /// @param key see [FairPlayKeys#ckcKey]
    public static CkcContainer seal(SecretBytes key, byte[] payload, SecureRandom random) {
        byte[] iv = new byte[Aes.BLOCK_BYTES];
        random.nextBytes(iv);
        return new CkcContainer(1, iv, Aes.cbcEncrypt(key, iv, payload));
    }

    /// Decrypts the payload; with a wrong key it yields noise.
    public byte[] open(SecretBytes key) {
        return Aes.cbcDecrypt(key, iv, payload).orElseThrow();
    }

    /// The CKC as it is sent.
    public byte[] bytes() {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putInt(version)
                .putInt(0)
                .put(iv)
                .putInt(payload.length)
                .put(payload)
                .array();
    }
}
