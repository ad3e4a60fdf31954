package dev.licet.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/// Encoded messages of RFC 8017 with one thing wrong, put through bare RSA: no library makes them.
///
/// @param key  whose
/// @param hash of OAEP or PSS and of the mask
record Encoded(RsaPrivateKey key, String hash) {
    int bytes() {
        return key.bits() / 8;
    }

    /// Section 7.1.1, the block before it is masked: hash of the label, zeros, a one, the secret.
    byte[] block(byte[] secret) {
        byte[] block = new byte[bytes() - 1 - digest().length];
        byte[] label = digest();
        System.arraycopy(label, 0, block, 0, label.length);
        block[block.length - secret.length - 1] = 1;
        System.arraycopy(secret, 0, block, block.length - secret.length, secret.length);
        return block;
    }

    /// Section 7.1.1, from its step 2d on.
    byte[] sealed(int first, byte[] block) {
        byte[] seed = new byte[digest().length];
        Arrays.fill(seed, (byte) 0x5a);
        byte[] maskedBlock = xor(block, mask(seed, block.length));
        byte[] encoded = joined(new byte[] {(byte) first}, xor(seed, mask(maskedBlock, seed.length)), maskedBlock);
        return power(encoded, key.jca().getPublicExponent());
    }

    /// Section 9.1.1, the block before it is masked: zeros, a one, the salt.
    byte[] salted(byte[] salt) {
        byte[] block = new byte[bytes() - digest().length - 1];
        block[block.length - salt.length - 1] = 1;
        System.arraycopy(salt, 0, block, block.length - salt.length, salt.length);
        return block;
    }

    /// Section 9.1.1, step 6.
    byte[] mixed(byte[] message, byte[] salt) {
        return digest(new byte[8], digest(message), salt);
    }

    /// Section 9.1.1 from its step 9 on, and 8.1.1.
    ///
    /// @param top whether the bit that must be zero is
    byte[] signature(byte[] mixed, byte[] block, int trailer, boolean top) {
        byte[] masked = xor(block, mask(mixed, block.length));
        masked[0] &= 0x7f;
        if (!top) masked[0] |= (byte) 0x80;
        return power(
                joined(masked, mixed, new byte[] {(byte) trailer}), key.jca().getPrivateExponent());
    }

    byte[] power(byte[] message, BigInteger exponent) {
        return fixed(new BigInteger(1, message).modPow(exponent, key.jca().getModulus()));
    }

    byte[] fixed(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[bytes()];
        int length = Math.min(signed.length, fixed.length);
        System.arraycopy(signed, signed.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private byte[] mask(byte[] seed, int length) {
        byte[] mask = {};
        for (byte i = 0; mask.length < length; i++) mask = joined(mask, digest(seed, new byte[] {0, 0, 0, i}));
        return Arrays.copyOf(mask, length);
    }

    private byte[] digest(byte[]... parts) {
        try {
            return MessageDigest.getInstance(hash).digest(joined(parts));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(hash, missing);
        }
    }

    static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) both[i] ^= other[i];
        return both;
    }

    static byte[] joined(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }
}
