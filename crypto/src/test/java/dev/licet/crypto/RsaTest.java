package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RsaTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RANDOM);

    @Test
    void a_signature_verifies_until_a_bit_of_it_or_of_the_message_changes() {
        byte[] message = "license request".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Rsa.signPss(KEY, message, RANDOM);
        assertTrue(Rsa.verifyPss(KEY.publicKey(), message, signature));
        signature[100] ^= 1;
        assertFalse(Rsa.verifyPss(KEY.publicKey(), message, signature));
        assertFalse(Rsa.verifyPss(KEY.publicKey(), message, new byte[3]));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_encrypted_under_one_variant_opens_under_that_variant_alone(Rsa.Oaep variant) {
        SecretBytes plain = SecretBytes.random(RANDOM, 16);
        byte[] encrypted = Rsa.encryptOaep(variant, KEY.publicKey(), plain, RANDOM);
        assertEquals(256, encrypted.length);
        assertTrue(Rsa.decryptOaep(variant, KEY, encrypted).orElseThrow().sameAs(plain));
        var other = variant == Rsa.Oaep.SHA1 ? Rsa.Oaep.SHA256 : Rsa.Oaep.SHA1;
        assertTrue(Rsa.decryptOaep(other, KEY, encrypted).isEmpty());
        assertTrue(Rsa.decryptOaep(variant, KEY, new byte[256]).isEmpty());
        assertTrue(Rsa.decryptOaep(variant, KEY, new byte[7]).isEmpty());
    }

    @Test
    void a_private_key_is_read_in_every_form_operators_have() {
        byte[] pkcs8 = KEY.toPkcs8().expose(byte[]::clone);
        byte[] pkcs1 = KEY.toPkcs1().expose(byte[]::clone);
        for (byte[] form : new byte[][] {pkcs8, pkcs1, pem("PRIVATE KEY", pkcs8), pem("RSA PRIVATE KEY", pkcs1)}) {
            RsaPrivateKey read = RsaPrivateKey.parse(form).orElseThrow();
            assertTrue(read.publicKey().matches(KEY.publicKey()));
        }
        assertTrue(RsaPrivateKey.parse(new byte[] {1, 2, 3}).isEmpty());
        assertTrue(RsaPrivateKey.parse(new byte[0]).isEmpty());
    }

    private static byte[] pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder().encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_public_key_outside_the_limits_is_none() {
        byte[] good = KEY.publicKey().toPkcs1();
        assertTrue(RsaPublicKey.parsePkcs1(good, 2048, 4096).isPresent());
        assertTrue(RsaPublicKey.parsePkcs1(good, 3072, 4096).isEmpty(), "too small");
        assertTrue(RsaPublicKey.parsePkcs1(good, 512, 1024).isEmpty(), "too large");
        BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        assertTrue(parse(modulus, BigInteger.ONE).isEmpty(), "exponent 1");
        assertTrue(parse(modulus, BigInteger.TWO.pow(16)).isEmpty(), "even exponent");
        assertTrue(parse(modulus, modulus.subtract(BigInteger.TWO)).isEmpty(), "huge exponent");
        assertTrue(parse(modulus.clearBit(0), BigInteger.valueOf(65537)).isEmpty(), "even modulus");
        assertTrue(parse(modulus, BigInteger.valueOf(3)).isPresent());
    }

    private static java.util.Optional<RsaPublicKey> parse(BigInteger modulus, BigInteger exponent) {
        byte[] pkcs1 = Der.element(Der.SEQUENCE, Der.integer(modulus), Der.integer(exponent));
        return RsaPublicKey.parsePkcs1(pkcs1, 2048, 4096);
    }

    @Test
    void every_truncation_and_every_flipped_bit_of_a_public_key_is_read_or_refused() {
        byte[] good = KEY.publicKey().toPkcs1();
        for (int n = 0; n < good.length; n++) {
            assertTrue(RsaPublicKey.parsePkcs1(java.util.Arrays.copyOf(good, n), 2048, 4096)
                    .isEmpty());
        }
        int readable = 0;
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (RsaPublicKey.parsePkcs1(flipped, 2048, 4096).isPresent()) readable++;
        }
        // A flipped bit inside the modulus, or in the zero byte before it, is another modulus of a size that is
        // allowed. Its lowest bit, the lengths, the tags and the exponent are checked.
        assertTrue(readable <= 2047 + 7, readable + " readable");
    }

    @Test
    void a_certificate_holds_the_key_it_was_made_for() {
        byte[] der = SelfSignedCertificate.make(
                "Test", KEY, new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(365)), RANDOM);
        assertTrue(SelfSignedCertificate.publicKeyOf(der).orElseThrow().matches(KEY.publicKey()));
        assertTrue(SelfSignedCertificate.publicKeyOf(new byte[] {0x30, 0x03, 2, 1, 1})
                .isEmpty());
    }

    @Test
    void keys_do_not_print() {
        assertEquals("RsaPrivateKey[2048]", KEY.toString());
        assertEquals("SecretBytes[16]", SecretBytes.random(RANDOM, 16).toString());
    }
}
