package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/// Ciphers are used again, and what one did before must not show.
class AeadReuseTest {
    private static final SecretBytes KEY = SecretBytes.random(new SecureRandom(), Aead.KEY_BYTES);
    private static final byte[] NONCE = new byte[Aead.NONCE_BYTES];
    private static final byte[] NAME = {1};

    @Test
    void the_same_is_sealed_the_same_again() {
        byte[] once = Aead.seal(KEY, NONCE, NAME, new byte[40]);
        assertArrayEquals(once, Aead.seal(KEY, NONCE, NAME, new byte[40]));
    }

    /// What a waiting cipher is made to forget with is refused by it, so it must be nothing that comes.
    @Test
    void a_key_and_a_nonce_of_zeros_may_come_again_too() {
        var zeros = SecretBytes.taking(new byte[Aead.KEY_BYTES]);
        byte[] once = Aead.seal(zeros, NONCE, NAME, new byte[40]);
        for (int i = 0; i < 3; i++) {
            Aead.seal(KEY, NONCE, NAME, new byte[40]);
            assertArrayEquals(once, Aead.seal(zeros, NONCE, NAME, new byte[40]));
        }
    }

    @Test
    void a_forgery_leaves_nothing_behind() {
        byte[] sealed = Aead.seal(KEY, NONCE, NAME, new byte[40]);
        byte[] forged = sealed.clone();
        forged[0] ^= 1;
        for (int i = 0; i < 3; i++) {
            assertTrue(Aead.open(KEY, NONCE, NAME, sealed).isPresent());
            assertTrue(Aead.open(KEY, NONCE, NAME, forged).isEmpty());
            assertTrue(Aead.open(KEY, NONCE, NAME, sealed).isPresent());
        }
    }
}
