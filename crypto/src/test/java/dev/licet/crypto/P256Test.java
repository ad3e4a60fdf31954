package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class P256Test {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// RFC 6979, A.2.5: the key, and its signature over "sample" with SHA-256.
    private static final String POINT = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

    private static final String SIGNATURE = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

    @Test
    void the_signature_of_rfc_6979_is_good_and_no_bit_of_it_may_differ() {
        byte[] point = HexFormat.of().parseHex(POINT);
        byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = HexFormat.of().parseHex(SIGNATURE);
        assertTrue(P256.verify(point, sample, signature));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            signature[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(P256.verify(point, sample, signature));
            signature[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertFalse(P256.verify(point, "Sample".getBytes(StandardCharsets.US_ASCII), signature));
    }

    @Test
    void a_signature_of_a_new_key_is_good() {
        var key = P256.generate(RANDOM);
        byte[] message = {1, 2, 3};
        assertTrue(P256.verify(key.point(), message, P256.sign(key, message, RANDOM)));
    }

    @Test
    void two_keys_agree_on_one_secret() {
        var one = P256.generate(RANDOM);
        var other = P256.generate(RANDOM);
        byte[] here = P256.agree(one, other.point()).orElseThrow().expose(byte[]::clone);
        byte[] there = P256.agree(other, one.point()).orElseThrow().expose(byte[]::clone);
        assertArrayEquals(here, there);
        assertEquals(P256.SCALAR_BYTES, here.length);
    }

    @Test
    void nothing_is_agreed_with_what_is_no_point_of_the_curve() {
        var key = P256.generate(RANDOM);
        byte[] beside = key.point();
        beside[63] ^= 1;
        assertEquals(Optional.empty(), P256.agree(key, beside));
        assertEquals(Optional.empty(), P256.agree(key, new byte[64]));
        assertEquals(Optional.empty(), P256.agree(key, new byte[63]));
        assertFalse(P256.verify(beside, new byte[1], new byte[64]));
    }

    /// SEC 1, 3.2.2.1: coordinates are smaller than the prime of the field, also where their rest is on the curve.
    @Test
    void a_coordinate_is_below_the_prime() {
        byte[] prime = HexFormat.of().parseHex("ffffffff00000001" + "0".repeat(24) + "f".repeat(24));
        byte[] point = HexFormat.of()
                .parseHex("0".repeat(64) + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4");
        var key = P256.generate(RANDOM);
        assertTrue(P256.agree(key, point).isPresent());
        System.arraycopy(prime, 0, point, 0, prime.length);
        assertEquals(Optional.empty(), P256.agree(key, point));
        byte[] high = key.point();
        System.arraycopy(prime, 0, high, 32, prime.length);
        assertEquals(Optional.empty(), P256.agree(key, high));
    }

    @Test
    void a_signature_of_another_length_or_of_numbers_that_are_none_is_refused() {
        var key = P256.generate(RANDOM);
        byte[] message = {1};
        byte[] good = P256.sign(key, message, RANDOM);
        assertFalse(P256.verify(key.point(), message, Arrays.copyOf(good, 63)));
        assertFalse(P256.verify(key.point(), message, Arrays.copyOf(good, 65)));
        assertFalse(P256.verify(key.point(), message, new byte[64]));
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        assertFalse(P256.verify(key.point(), message, ones));
    }
}
