package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which keys in certificates are taken, and what stands in a certificate that this module makes.
class CertificatesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BigInteger F4 = BigInteger.valueOf(65537);
    private static final String SHA256_WITH_RSA = "2a864886f70d01010b";

    /// RFC 5280 section 4.1, version 1. Nobody looks at its signature.
    private static byte[] certificate(String signed, byte[] spki) {
        byte[] oid = Der.element(Der.OBJECT_ID, HexFormat.of().parseHex(signed));
        byte[] algorithm = Der.element(Der.SEQUENCE, oid, new byte[] {Der.NULL, 0});
        byte[] day = Der.element(Der.GENERALIZED_TIME, "20260101000000Z".getBytes(StandardCharsets.US_ASCII));
        byte[] name = HexFormat.of().parseHex("300c310a300806035504030c0161");
        byte[] body = Der.element(
                Der.SEQUENCE, Der.integer(F4), algorithm, name, Der.element(Der.SEQUENCE, day, day), name, spki);
        return Der.element(Der.SEQUENCE, body, algorithm, Der.bitString(new byte[256]));
    }

    private static byte[] rsa(int bits, BigInteger exponent) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        byte[] pkcs1 = Der.element(Der.SEQUENCE, Der.integer(modulus), Der.integer(exponent));
        return Der.element(Der.SEQUENCE, RsaPublicKey.ALGORITHM_ID, Der.bitString(pkcs1));
    }

    private static byte[] elliptic() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair().getPublic().getEncoded();
    }

    private static boolean isRecipient(int bits, BigInteger exponent) {
        return RecipientCertificate.read(certificate(SHA256_WITH_RSA, rsa(bits, exponent)))
                .isPresent();
    }

    @Test
    void a_recipient_has_2048_to_8192_bits_with_the_exponent_65537() throws Exception {
        byte[] good = certificate(SHA256_WITH_RSA, rsa(2048, F4));
        assertEquals(2048, RecipientCertificate.read(good).orElseThrow().bits());
        assertTrue(isRecipient(8192, F4));
        assertFalse(isRecipient(2047, F4));
        assertFalse(isRecipient(8193, F4));
        assertFalse(isRecipient(2048, BigInteger.valueOf(3)));
        assertTrue(RecipientCertificate.read(certificate(SHA256_WITH_RSA, elliptic()))
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2a864886f70d010105",
                "2b0e03021d",
                "2a8648ce3d0401",
                "2a8648ce380403",
                "2a864886f70d010104",
                "2a864886f70d010102"
            })
    void a_recipient_whose_certificate_is_signed_with_a_broken_hash_is_none(String signed) {
        assertTrue(RecipientCertificate.read(certificate(signed, rsa(2048, F4))).isEmpty());
    }

    @Test
    void what_is_no_certificate_has_no_key() {
        for (byte[] none : new byte[][] {{}, {1, 2, 3}, rsa(2048, F4)}) {
            assertTrue(RecipientCertificate.read(none).isEmpty());
            assertTrue(SelfSignedCertificate.publicKeyOf(none).isEmpty());
        }
    }

    @Test
    void fairplay_has_1024_to_4096_bits() throws Exception {
        for (int bits : new int[] {1024, 4096}) assertEquals(bits, fairPlay(rsa(bits, F4)));
        for (int bits : new int[] {1023, 4097}) assertEquals(0, fairPlay(rsa(bits, F4)));
        assertEquals(0, fairPlay(elliptic()));
    }

    private static int fairPlay(byte[] spki) {
        return SelfSignedCertificate.publicKeyOf(certificate(SHA256_WITH_RSA, spki))
                .map(RsaPublicKey::bits)
                .orElse(0);
    }

    @Test
    void what_is_made_says_who_and_when_and_is_signed_by_itself() throws Exception {
        var key = RsaPrivateKey.generate(2048, RANDOM);
        var from = Instant.parse("2026-11-30T12:34:56Z");
        byte[] der = SelfSignedCertificate.make(
                "Licet", key, new SelfSignedCertificate.Validity(from, Duration.ofDays(3)), RANDOM);
        var made = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        made.verify(made.getPublicKey());
        assertEquals("CN=Licet", made.getSubjectX500Principal().getName());
        assertEquals("CN=Licet", made.getIssuerX500Principal().getName());
        assertEquals(from, made.getNotBefore().toInstant());
        assertEquals(Instant.parse("2026-12-03T12:34:56Z"), made.getNotAfter().toInstant());
        assertEquals(127, made.getSerialNumber().bitLength());
        assertTrue(SelfSignedCertificate.publicKeyOf(der).orElseThrow().matches(key.publicKey()));
    }
}
