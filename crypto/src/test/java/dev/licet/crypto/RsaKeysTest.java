package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which RSA keys are taken, in which forms, and whose objects work with them.
class RsaKeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private static byte[] pkcs1(BigInteger modulus, BigInteger exponent) {
        return Der.element(Der.SEQUENCE, Der.integer(modulus), Der.integer(exponent));
    }

    @Test
    void the_limits_of_a_public_key_are_themselves_allowed() {
        RsaPublicKey key = KEY.publicKey();
        for (byte[] form : new byte[][] {key.toPkcs1(), key.toSpki()}) {
            assertTrue(RsaPublicKey.parse(form, 2048, 2048).orElseThrow().matches(key));
            assertTrue(RsaPublicKey.parse(form, 2049, 4096).isEmpty());
            assertTrue(RsaPublicKey.parse(form, 1024, 2047).isEmpty());
        }
        assertTrue(RsaPublicKey.parsePkcs1(key.toPkcs1(), 2048, 2048).isPresent());
        assertTrue(RsaPublicKey.parsePkcs1(key.toSpki(), 2048, 2048).isEmpty());
        assertTrue(RsaPublicKey.parse(new byte[] {1, 2, 3}, 1024, 4096).isEmpty());
    }

    @Test
    void a_public_key_matches_where_modulus_and_exponent_are_the_same() {
        BigInteger modulus = KEY.jca().getModulus();
        var same = RsaPublicKey.parsePkcs1(pkcs1(modulus, F4), 2048, 2048).orElseThrow();
        var other = RsaPublicKey.parsePkcs1(pkcs1(modulus, THREE), 2048, 2048).orElseThrow();
        assertTrue(same.matches(KEY.publicKey()));
        assertFalse(other.matches(KEY.publicKey()));
        assertFalse(RsaPrivateKey.generate(2048, RANDOM).publicKey().matches(KEY.publicKey()));
        assertEquals("RsaPublicKey[2048]", same.toString());
        assertEquals(2048, same.bits());
        assertEquals(2048, KEY.bits());
        assertEquals(F4, KEY.jca().getPublicExponent());
    }

    @Test
    void a_private_key_of_another_exponent_has_no_public_half() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(1024, BigInteger.valueOf(17)), RANDOM);
        var odd = RsaPrivateKey.parse(generator.generateKeyPair().getPrivate().getEncoded())
                .orElseThrow();
        var refused = assertThrows(IllegalArgumentException.class, odd::publicKey);
        assertEquals("the RSA exponent is neither 3 nor 65537", refused.getMessage());
    }

    /// RFC 8017 appendix A.1.2: what the Chinese remainder theorem needs is part of a key.
    @Test
    void a_private_key_without_its_primes_is_none() {
        byte[] zero = Der.integer(BigInteger.ZERO);
        byte[] modulus = Der.integer(KEY.jca().getModulus());
        byte[] secret = Der.integer(KEY.jca().getPrivateExponent());
        byte[] bare = Der.element(Der.SEQUENCE, zero, modulus, zero, secret, zero, zero, zero, zero, zero);
        assertTrue(RsaPrivateKey.parse(bare).isEmpty());
    }

    /// ITU-T X.690 section 8.1.3.
    @ParameterizedTest
    @CsvSource({
        "0, 0400",
        "127, 047f",
        "128, 048180",
        "255, 0481ff",
        "256, 04820100",
        "65535, 0482ffff",
        "65536, 0483010000"
    })
    void a_length_takes_as_many_bytes_as_it_needs(int length, String head) {
        byte[] written = Der.element(Der.OCTET_STRING, new byte[length]);
        assertArrayEquals(HexFormat.of().parseHex(head), Arrays.copyOf(written, written.length - length));
    }

    @Test
    void each_engine_works_with_its_own_objects() throws Exception {
        String preferred = Rsa.engine();
        RsaEngine.Operation<String> cipher =
                objects -> objects.cipher("RSA/ECB/OAEPPadding").getProvider().getName();
        RsaEngine.Operation<String> verifier =
                objects -> objects.verifiers().use(one -> one.getProvider().getName());
        RsaEngine.Operation<String> factory =
                objects -> objects.keyFactories().use(one -> one.getProvider().getName());
        for (var operation : List.of(cipher, verifier, factory)) {
            if (!preferred.equals("JDK")) assertEquals(preferred, RsaEngine.run(operation));
            assertTrue(RsaEngine.runByJdk(operation).startsWith("Sun"));
        }
    }

    @Test
    void every_key_has_a_form_for_either_engine() {
        RsaPublicKey half = KEY.publicKey();
        assertNotNull(KEY.fast());
        assertNotNull(half.fast());
        assertEquals(KEY.jca().getModulus(), half.jca().getModulus());
    }

    @Test
    void a_key_is_made_in_the_size_that_was_asked_for() {
        assertEquals(1024, RsaPrivateKey.generate(1024, RANDOM).bits());
    }

    @Test
    void a_key_is_translated_once_for_the_preferredengine_and_never_for_the_jdk() throws Exception {
        RsaPublicKey half = KEY.publicKey();
        if (!Rsa.engine().equals("JDK")) {
            assertNotSame(KEY.jca(), KEY.fast());
            assertNotSame(half.jca(), half.fast());
            assertSame(KEY.fast(), RsaEngine.run(objects -> objects.key(KEY)));
            assertSame(half.fast(), RsaEngine.run(objects -> objects.key(half)));
        }
        var jdk = new RsaObjects(Optional.empty());
        assertSame(KEY.jca(), jdk.key(KEY));
        assertSame(half.jca(), jdk.key(half));
    }
}
