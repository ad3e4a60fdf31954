package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {
    @Test
    void every_letter_of_ascii_is_folded_and_no_other_character_is() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String one = String.valueOf((char) c);
            String expected = c < 128 ? one.toLowerCase(Locale.ROOT) : one;
            assertEquals(expected, Ascii.lower(one), "U+" + Integer.toHexString(c));
            assertTrue(Ascii.same(one, expected), "U+" + Integer.toHexString(c));
        }
        assertEquals("kate@example.com", Ascii.lower("KATE@Example.com"));
        assertEquals("", Ascii.lower(""));
    }

    /// The Kelvin sign, the dotted I, the long s, the dotless i.
    @ParameterizedTest
    @ValueSource(strings = {"\u212aate", "\u0130da", "\u017fam", "\u0131da"})
    void a_letter_that_unicode_folds_into_ascii_stays_another_letter(String name) {
        assertEquals(name, Ascii.lower(name));
        for (String ascii : new String[] {"kate", "ida", "sam"}) assertFalse(Ascii.same(name, ascii), ascii);
    }

    @Test
    void texts_of_different_length_are_not_the_same() {
        assertFalse(Ascii.same("a", "ab"));
        assertFalse(Ascii.same("", "a"));
        assertTrue(Ascii.same("Content-Type", "cONTENT-tYPE"));
    }
}
