package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import org.junit.jupiter.api.Test;

class TokenTest {
    /// token-api.md 16.
    @Test
    void a_cookie_has_at_most_32_characters_of_whatever_script_and_no_control_characters() {
        assertTrue(Token.isCookie(""));
        assertTrue(Token.isCookie("c".repeat(32)));
        assertTrue(Token.isCookie("😀".repeat(32)));
        assertFalse(Token.isCookie("c".repeat(33)));
        assertFalse(Token.isCookie("order\n4711"));
        assertFalse(Token.isCookie("order\u009f"));
    }

    @Test
    void a_token_is_fresh_until_the_moment_of_its_expiry() {
        var token = Samples.token(Drm.CLEARKEY, Samples.plain());
        assertTrue(token.isFresh(Samples.EXPIRY.minusNanos(1)));
        assertFalse(token.isFresh(Samples.EXPIRY));
    }
}
