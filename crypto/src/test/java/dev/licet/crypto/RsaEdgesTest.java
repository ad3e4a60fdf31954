package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages with one thing wrong in their encoding (RFC 8017 sections 7.1.2 and 9.1.2), the kinds that Wycheproof has,
/// by each engine.
class RsaEdgesTest {
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, new SecureRandom());
    private static final byte[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final byte[] MESSAGE = {7, 7, 7};
    private static final byte[] SALT = Arrays.copyOf(SECRET, 20);
    private static final int TRAILER = 0xbc;
    private static final Encoded SIGNED = new Encoded(KEY, "SHA-1");

    private static Encoded encoded(Rsa.Oaep variant) {
        return new Encoded(KEY, variant == Rsa.Oaep.SHA1 ? "SHA-1" : "SHA-256");
    }

    private static void assertRefused(Rsa.Oaep variant, byte[] sealed) {
        var decryption = Rsa.decryption(variant, KEY, sealed);
        assertThrows(GeneralSecurityException.class, () -> RsaEngine.run(decryption));
        assertThrows(GeneralSecurityException.class, () -> RsaEngine.runByJdk(decryption));
        assertTrue(Rsa.decryptOaep(variant, KEY, sealed).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void an_encoding_with_nothing_wrong_opens(Rsa.Oaep variant) throws Exception {
        var encoded = encoded(variant);
        byte[] sealed = encoded.sealed(0, encoded.block(SECRET));
        var decryption = Rsa.decryption(variant, KEY, sealed);
        assertArrayEquals(SECRET, RsaEngine.run(decryption));
        assertArrayEquals(SECRET, RsaEngine.runByJdk(decryption));
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void a_first_byte_that_is_not_zero_is_refused(Rsa.Oaep variant) {
        var encoded = encoded(variant);
        for (int first : new int[] {1, 2, 0x40, 0x7f})
            assertRefused(variant, encoded.sealed(first, encoded.block(SECRET)));
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void each_wrong_bit_of_the_hash_of_the_label_is_refused(Rsa.Oaep variant) {
        var encoded = encoded(variant);
        int bits = 8 * (variant == Rsa.Oaep.SHA1 ? 20 : 32);
        for (int bit = 0; bit < bits; bit++) {
            byte[] block = encoded.block(SECRET);
            block[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(variant, encoded.sealed(0, block));
        }
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void zeros_that_do_not_end_in_a_one_are_refused(Rsa.Oaep variant) {
        var encoded = encoded(variant);
        byte[] block = encoded.block(SECRET);
        int mark = block.length - SECRET.length - 1;
        for (int wrong : new int[] {2, 0x80, 0xff}) {
            block[mark] = (byte) wrong;
            assertRefused(variant, encoded.sealed(0, block));
        }
        block[mark] = 1;
        block[mark - 1] = 3;
        assertRefused(variant, encoded.sealed(0, block));
        byte[] endless = encoded.block(new byte[0]);
        endless[endless.length - 1] = 0;
        assertRefused(variant, encoded.sealed(0, endless));
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void numbers_at_the_edge_of_the_modulus_are_refused(Rsa.Oaep variant) {
        var encoded = encoded(variant);
        BigInteger modulus = KEY.jca().getModulus();
        byte[] good = encoded.sealed(0, encoded.block(SECRET));
        for (var number : new BigInteger[] {
            BigInteger.ZERO, BigInteger.ONE, modulus.subtract(BigInteger.ONE), modulus, modulus.add(BigInteger.ONE)
        }) {
            assertRefused(variant, encoded.fixed(number));
        }
        assertRefused(variant, Encoded.joined(new byte[1], good));
        assertRefused(variant, Encoded.joined(good, new byte[1]));
        assertRefused(variant, Arrays.copyOf(good, good.length - 1));
    }

    private static boolean verifies(byte[] signature) {
        try {
            var verification = Rsa.verification(KEY.publicKey(), MESSAGE, signature);
            boolean byJdk = RsaEngine.runByJdk(verification);
            return RsaEngine.run(verification) | byJdk;
        } catch (GeneralSecurityException refused) {
            return Rsa.verifyPss(KEY.publicKey(), MESSAGE, signature);
        }
    }

    private static byte[] signature(byte[] block) {
        return SIGNED.signature(SIGNED.mixed(MESSAGE, SALT), block, TRAILER, true);
    }

    @Test
    void a_signature_with_nothing_wrong_verifies() throws Exception {
        var verification = Rsa.verification(KEY.publicKey(), MESSAGE, signature(SIGNED.salted(SALT)));
        assertTrue(RsaEngine.run(verification));
        assertTrue(RsaEngine.runByJdk(verification));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0xcc, 0xbb, 0xbd, 0xff})
    void another_trailer_is_refused(int trailer) {
        byte[] mixed = SIGNED.mixed(MESSAGE, SALT);
        assertFalse(verifies(SIGNED.signature(mixed, SIGNED.salted(SALT), trailer, true)));
    }

    @Test
    void a_top_bit_a_wrong_mark_and_padding_that_is_not_zero_are_refused() {
        byte[] block = SIGNED.salted(SALT);
        int mark = block.length - SALT.length - 1;
        assertFalse(verifies(SIGNED.signature(SIGNED.mixed(MESSAGE, SALT), block, TRAILER, false)));
        for (int at : new int[] {1, mark / 2, mark - 1}) {
            byte[] wrong = block.clone();
            wrong[at] = 1;
            assertFalse(verifies(signature(wrong)), "byte " + at);
        }
        for (int wrongMark : new int[] {0, 2, 0x81}) {
            byte[] wrong = block.clone();
            wrong[mark] = (byte) wrongMark;
            assertFalse(verifies(signature(wrong)), "mark " + wrongMark);
        }
    }

    @Test
    void each_wrong_bit_of_salt_or_hash_is_refused() {
        for (int bit = 0; bit < 160; bit++) {
            byte[] salt = SALT.clone();
            salt[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(verifies(signature(SIGNED.salted(salt))), "salt " + bit);
            byte[] mixed = SIGNED.mixed(MESSAGE, SALT);
            mixed[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(verifies(SIGNED.signature(mixed, SIGNED.salted(SALT), TRAILER, true)), "hash " + bit);
        }
    }

    @Test
    void numbers_beyond_the_modulus_and_other_lengths_are_no_signatures() {
        byte[] good = signature(SIGNED.salted(SALT));
        BigInteger modulus = KEY.jca().getModulus();
        var more = new BigInteger(1, good).add(modulus);
        assertFalse(verifies(SIGNED.fixed(BigInteger.ZERO)));
        assertFalse(verifies(SIGNED.fixed(BigInteger.ONE)));
        assertFalse(verifies(SIGNED.fixed(modulus)));
        assertFalse(verifies(SIGNED.fixed(modulus.subtract(BigInteger.ONE))));
        if (more.bitLength() <= KEY.bits()) assertFalse(verifies(SIGNED.fixed(more)));
        assertFalse(verifies(Encoded.joined(new byte[1], good)));
        assertFalse(verifies(Encoded.joined(good, new byte[1])));
        assertFalse(verifies(Arrays.copyOf(good, good.length - 1)));
        assertFalse(verifies(new byte[0]));
    }
}
