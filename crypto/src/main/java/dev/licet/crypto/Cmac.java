package dev.licet.crypto;

import java.util.function.Function;

/// AES-128-CMAC (RFC 4493), which the JDK does not have. Step numbers are those of RFC 4493 section 2.4.
public final class Cmac {
    private static final byte R128 = (byte) 0x87;

    private final CbcChain chain;
    private final byte[] k1;

    private Cmac(CbcChain chain) {
        this.chain = chain;
        byte[] zero = new byte[Aes.BLOCK_BYTES];
        chain.encrypt(zero);
        this.k1 = doubled(zero);
    }

    /// The 16-byte tag of `message` under a 16-byte `key`.
    public static byte[] aes(SecretBytes key, byte[] message) {
        return under(key, mac -> mac.tag(message));
    }

    /// Lends a CMAC under a 16-byte `key`, for several messages. It forgets the key when `use` returns.
    public static <R> R under(SecretBytes key, Function<Cmac, R> use) {
        return CbcChain.under(key, chain -> use.apply(new Cmac(chain)));
    }

    /// The 16-byte tag of a message in parts.
    public byte[] tag(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) length += part.length;
        int blocks = Math.max(1, (length + Aes.BLOCK_BYTES - 1) / Aes.BLOCK_BYTES);
        byte[] chained = new byte[blocks * Aes.BLOCK_BYTES];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, chained, at, part.length);
            at += part.length;
        }
        mixLastBlock(chained, length);
        // Steps 5 and 6 are CBC with a zero IV; the tag is its last block.
        chain.encrypt(chained);
        byte[] tag = new byte[Aes.BLOCK_BYTES];
        System.arraycopy(chained, chained.length - Aes.BLOCK_BYTES, tag, 0, Aes.BLOCK_BYTES);
        return tag;
    }

    /// Step 4: a complete last block is mixed with K1, an incomplete or absent one is padded and mixed with K2.
    private void mixLastBlock(byte[] chained, int length) {
        boolean complete = length == chained.length;
        if (!complete) chained[length] = (byte) 0x80;
        byte[] subkey = complete ? k1 : doubled(k1);
        int last = chained.length - Aes.BLOCK_BYTES;
        for (int i = 0; i < Aes.BLOCK_BYTES; i++) chained[last + i] ^= subkey[i];
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
}
