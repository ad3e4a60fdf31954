package dev.licet.crypto;

import java.util.Arrays;

/// AES-128-CMAC (RFC 4493), which the JDK does not have. Step numbers are those of RFC 4493 section 2.4.
public final class Cmac {
    private static final byte R128 = (byte) 0x87;
    private static final byte[] ZERO_BLOCK = new byte[Aes.BLOCK_BYTES];

    private Cmac() {}

    /// The 16-byte tag of `message` under a 16-byte `key`.
    public static byte[] aes(SecretBytes key, byte[] message) {
        byte[] last = lastBlock(key, message);
        int whole = Math.max(0, (message.length - 1) / Aes.BLOCK_BYTES) * Aes.BLOCK_BYTES;
        byte[] chained = Arrays.copyOf(message, whole + Aes.BLOCK_BYTES);
        System.arraycopy(last, 0, chained, whole, Aes.BLOCK_BYTES);
        // Steps 5 and 6 are CBC with a zero IV; the tag is its last block.
        byte[] encrypted = Aes.cbcEncrypt(key, ZERO_BLOCK, chained);
        return Arrays.copyOfRange(encrypted, whole, whole + Aes.BLOCK_BYTES);
    }

    /// Step 4: a complete last block is mixed with K1, an incomplete or absent one is padded and mixed with K2.
    private static byte[] lastBlock(SecretBytes key, byte[] message) {
        byte[] k1 = doubled(Aes.encryptBlock(key, ZERO_BLOCK));
        int rest = message.length % Aes.BLOCK_BYTES;
        boolean complete = message.length > 0 && rest == 0;
        if (complete) return xor(Arrays.copyOfRange(message, message.length - Aes.BLOCK_BYTES, message.length), k1);
        byte[] padded = Arrays.copyOfRange(message, message.length - rest, message.length - rest + Aes.BLOCK_BYTES);
        padded[rest] = (byte) 0x80;
        return xor(padded, doubled(k1));
    }

    /// Multiplication by x in GF(2^128), RFC 4493 section 2.3.
    private static byte[] doubled(byte[] block) {
        byte[] result = new byte[Aes.BLOCK_BYTES];
        int carry = 0;
        for (int i = Aes.BLOCK_BYTES - 1; i >= 0; i--) {
            result[i] = (byte) (block[i] << 1 | carry);
            carry = (block[i] & 0x80) >>> 7;
        }
        if (carry == 1) result[Aes.BLOCK_BYTES - 1] ^= R128;
        return result;
    }

    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = left.clone();
        for (int i = 0; i < result.length; i++) result[i] ^= right[i];
        return result;
    }
}
