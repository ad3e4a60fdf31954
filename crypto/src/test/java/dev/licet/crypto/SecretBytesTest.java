package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
    private static String hex(SecretBytes secret) {
        return secret.expose(HexFormat.of()::formatHex);
    }

    @Test
    void a_copy_keeps_its_bytes_and_what_was_taken_over_is_wiped_with_it() {
        byte[] given = {1, 2, 3};
        var copy = SecretBytes.copyOf(given);
        var taken = SecretBytes.taking(given);
        taken.wipe();
        assertArrayEquals(new byte[3], given);
        assertEquals("000000", hex(taken));
        assertEquals("010203", hex(copy));
    }

    @Test
    void the_lent_bytes_are_a_copy_that_is_wiped_whatever_happens() {
        var secret = SecretBytes.parseHex("0102");
        byte[][] kept = new byte[2][];
        secret.expose(lent -> kept[0] = lent);
        assertThrows(
                IllegalStateException.class,
                () -> secret.expose(lent -> {
                    kept[1] = lent;
                    throw new IllegalStateException();
                }));
        assertArrayEquals(new byte[2], kept[0]);
        assertArrayEquals(new byte[2], kept[1]);
        assertEquals("0102", hex(secret));
    }

    @Test
    void digits_of_either_case_are_read_and_bad_ones_are_not_repeated() {
        assertEquals("abcdef", hex(SecretBytes.parseHex("abCDeF")));
        var bad = assertThrows(IllegalArgumentException.class, () -> SecretBytes.parseHex("5e5e5x"));
        assertFalse(bad.getMessage().contains("5e5e"));
        assertThrows(IllegalArgumentException.class, () -> SecretBytes.parseHex("5e5"));
    }

    @Test
    void two_are_the_same_when_all_their_bytes_are() {
        assertTrue(SecretBytes.parseHex("0102").sameAs(SecretBytes.parseHex("0102")));
        assertFalse(SecretBytes.parseHex("0102").sameAs(SecretBytes.parseHex("0103")));
        assertFalse(SecretBytes.parseHex("0102").sameAs(SecretBytes.parseHex("010200")));
    }

    @Test
    void one_bit_anywhere_makes_it_other_than_zero() {
        assertTrue(SecretBytes.copyOf(new byte[4]).isAllZero());
        for (int bit = 0; bit < 32; bit++) {
            byte[] bytes = new byte[4];
            bytes[bit / 8] = (byte) (1 << bit % 8);
            assertFalse(SecretBytes.copyOf(bytes).isAllZero());
        }
        assertFalse(SecretBytes.parseHex("0101").isAllZero());
    }

    @Test
    void a_slice_is_a_secret_of_its_own() {
        var secret = SecretBytes.parseHex("01020304");
        var slice = secret.slice(1, 2);
        secret.wipe();
        assertEquals("0203", hex(slice));
        assertEquals(2, slice.length());
    }

    @Test
    void random_ones_have_the_length_that_was_asked_for_and_differ() {
        var random = new SecureRandom();
        assertEquals(16, SecretBytes.random(random, 16).length());
        assertNotEquals(hex(SecretBytes.random(random, 16)), hex(SecretBytes.random(random, 16)));
    }

    @Test
    void nothing_but_the_length_prints() {
        assertEquals("SecretBytes[2]", SecretBytes.parseHex("0102").toString());
    }
}
