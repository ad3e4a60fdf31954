package dev.licet.storage.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownBrowsersTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final KnownBrowsers browsers = fresh();

    private KnownBrowsers fresh() {
        return new KnownBrowsers(SecretBytes.random(RANDOM, 32), () -> now, RANDOM);
    }

    @Test
    void a_browser_is_told_from_others_and_always_the_same() {
        String mark = browsers.seal("kate");
        assertTrue(browsers.recognize(mark, "kate").isPresent());
        assertEquals(browsers.recognize(mark, "kate"), browsers.recognize(mark, "KATE"));
        assertNotEquals(browsers.recognize(mark, "kate"), browsers.recognize(browsers.seal("kate"), "kate"));
    }

    @Test
    void it_is_known_for_one_name_and_one_installation_alone() {
        String mark = browsers.seal("kate");
        assertEquals(Optional.empty(), browsers.recognize(mark, "mary"));
        assertEquals(Optional.empty(), browsers.recognize(mark, "no name"));
        var other = fresh();
        assertEquals(Optional.empty(), other.recognize(mark, "kate"));
    }

    @Test
    void it_is_forgotten_after_90_days() {
        String mark = browsers.seal("kate");
        now = now.plus(KnownBrowsers.TIME);
        assertTrue(browsers.recognize(mark, "kate").isPresent());
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), browsers.recognize(mark, "kate"));
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_nobody() {
        String mark = browsers.seal("kate");
        for (int length = 0; length < mark.length(); length++) {
            assertEquals(Optional.empty(), browsers.recognize(mark.substring(0, length), "kate"));
        }
        byte[] bytes = Base64.getUrlDecoder().decode(mark);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(damaged);
            assertEquals(Optional.empty(), browsers.recognize(text, "kate"));
        }
        assertEquals(Optional.empty(), browsers.recognize("not base64 at all!", "kate"));
    }
}
