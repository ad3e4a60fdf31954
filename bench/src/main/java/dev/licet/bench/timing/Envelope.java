package dev.licet.bench.timing;

import dev.licet.crypto.RsaPublicKey;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/// OAEP (RFC 8017 section 7.1.1) with whatever is wanted in its encoded message, which no library encrypts.
///
/// @param modulus  of the key
/// @param exponent of the key
/// @param bytes    length of the modulus
/// @param hash     name of the hash
record Envelope(BigInteger modulus, BigInteger exponent, int bytes, String hash) {
    static Envelope to(RsaPublicKey key, String hash) {
        var numbers = new ByteArrayInputStream(key.toPkcs1());
        number(numbers, true);
        BigInteger modulus = number(numbers, false);
        return new Envelope(modulus, number(numbers, false), key.bits() / 8, hash);
    }

    /// The next element of DER: the head of a sequence, or an integer.
    private static BigInteger number(ByteArrayInputStream der, boolean head) {
        der.read();
        int length = der.read();
        if (length > 0x7f) length = new BigInteger(1, take(der, length & 0x7f)).intValueExact();
        return head ? BigInteger.ZERO : new BigInteger(1, take(der, length));
    }

    private static byte[] take(ByteArrayInputStream der, int length) {
        byte[] bytes = new byte[length];
        der.readNBytes(bytes, 0, length);
        return bytes;
    }

    /// A good one.
    byte[] good(byte[] secret) {
        return sealed(0, block(labelHash(), (byte) 1, secret));
    }

    /// The first byte of the encoded message is not zero, what Manger's attack asks about.
    byte[] high() {
        int top = modulus.shiftRight(8 * (bytes - 1)).intValue();
        return sealed(1 + Bytes.RANDOM.nextInt(top - 1), Bytes.random(bytes - 1 - hashBytes()));
    }

    /// The first byte is zero, and the hash of the label is wrong.
    byte[] low() {
        return sealed(0, Bytes.random(bytes - 1 - hashBytes()));
    }

    /// The hash of the label is right, and nothing ends the padding.
    byte[] endless() {
        return sealed(0, block(labelHash(), (byte) 0, new byte[16]));
    }

    private byte[] labelHash() {
        return digest(new byte[0]);
    }

    private byte[] block(byte[] label, byte mark, byte[] secret) {
        byte[] block = new byte[bytes - 1 - hashBytes()];
        System.arraycopy(label, 0, block, 0, label.length);
        block[block.length - secret.length - 1] = mark;
        System.arraycopy(secret, 0, block, block.length - secret.length, secret.length);
        return block;
    }

    private byte[] sealed(int first, byte[] block) {
        byte[] seed = Bytes.random(hashBytes());
        byte[] maskedBlock = xor(block, mask(seed, block.length));
        byte[] maskedSeed = xor(seed, mask(maskedBlock, seed.length));
        byte[] encoded = new byte[bytes];
        encoded[0] = (byte) first;
        System.arraycopy(maskedSeed, 0, encoded, 1, maskedSeed.length);
        System.arraycopy(maskedBlock, 0, encoded, 1 + maskedSeed.length, maskedBlock.length);
        return fixed(new BigInteger(1, encoded).modPow(exponent, modulus).toByteArray());
    }

    private byte[] fixed(byte[] number) {
        byte[] fixed = new byte[bytes];
        int length = Math.min(number.length, bytes);
        System.arraycopy(number, number.length - length, fixed, bytes - length, length);
        return fixed;
    }

    private byte[] mask(byte[] seed, int length) {
        byte[] mask = new byte[0];
        for (byte i = 0; mask.length < length; i++) mask = joined(mask, digest(joined(seed, new byte[] {0, 0, 0, i})));
        return Arrays.copyOf(mask, length);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) both[i] ^= other[i];
        return both;
    }

    private int hashBytes() {
        return digest(new byte[0]).length;
    }

    private byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(hash).digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
