package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static SecretBytes text(String password) {
        return SecretBytes.copyOf(password.getBytes(StandardCharsets.UTF_8));
    }

    /// The expected bytes are Python's
    /// `hashlib.pbkdf2_hmac("sha512", …, 1000, 32)`.
    @Test
    void it_is_pbkdf2_with_hmac_sha_512() {
        byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        byte[] expected = HexFormat.of().parseHex("5e4226fd6ab6d41dd67b5f2ff78dad7b7482676415a591cd03f5976c6243fe81");
        assertTrue(new PasswordHash(salt, 1000, expected).matches(text("pässword ✓")));
    }

    @Test
    void only_the_password_matches() {
        var hash = PasswordHash.of(text("correct horse"), new SecureRandom());
        assertTrue(hash.matches(text("correct horse")));
        assertFalse(hash.matches(text("correct horse ")));
        assertFalse(hash.matches(text("")));
        assertFalse(hash.matches(SecretBytes.copyOf(new byte[] {(byte) 0xff})));
        assertEquals("PasswordHash[" + PasswordHash.ITERATIONS + "]", hash.toString());
    }

    @Test
    void two_users_with_one_password_have_different_hashes() {
        var one = PasswordHash.of(text("same"), new SecureRandom());
        var other = PasswordHash.of(text("same"), new SecureRandom());
        assertNotEquals(Arrays.hashCode(one.hash()), Arrays.hashCode(other.hash()));
    }

    @Test
    void what_is_no_text_is_refused() {
        var bytes = SecretBytes.copyOf(new byte[] {(byte) 0xc3});
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.of(bytes, new SecureRandom()));
    }

    @Test
    void it_is_what_it_was_made_of_and_no_less_than_it_must_be() {
        byte[] salt = new byte[16];
        byte[] hash = new byte[32];
        var once = new PasswordHash(salt, 1, hash);
        salt[0] = 1;
        hash[0] = 1;
        once.salt()[0] = 1;
        once.hash()[0] = 1;
        assertArrayEquals(new byte[16], once.salt());
        assertArrayEquals(new byte[32], once.hash());
        assertThrows(IllegalArgumentException.class, () -> new PasswordHash(salt, 0, hash));
        assertThrows(IllegalArgumentException.class, () -> new PasswordHash(new byte[15], 1, hash));
        assertThrows(IllegalArgumentException.class, () -> new PasswordHash(salt, 1, new byte[31]));
    }
}
