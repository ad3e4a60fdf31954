package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ExtensionTest {
    private static Extension extension(String type, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) payload[i];
        return new Extension(type, bytes);
    }

    @Test
    void two_are_the_same_when_type_and_payload_are() {
        assertEquals(extension("abcd", 1, 2), extension("abcd", 1, 2));
        assertEquals(extension("abcd", 1, 2).hashCode(), extension("abcd", 1, 2).hashCode());
        assertNotEquals(extension("abcd", 1, 2), extension("abce", 1, 2));
        assertNotEquals(extension("abcd", 1, 2), extension("abcd", 1, 3));
        assertNotEquals(extension("abcd", 1, 2), new Object());
    }

    @Test
    void different_ones_are_told_apart_by_their_hash() {
        assertNotEquals(
                extension("abcd", 1, 2).hashCode(), extension("abce", 1, 2).hashCode());
        assertNotEquals(
                extension("abcd", 1, 2).hashCode(), extension("abcd", 1, 3).hashCode());
    }

    @Test
    void one_is_what_it_was_made_of_whatever_becomes_of_the_array() {
        byte[] given = {1, 2};
        var extension = new Extension("abcd", given);
        given[0] = 9;
        extension.payload()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, extension.payload());
    }

    @Test
    void a_type_has_four_characters_of_whatever_script() {
        assertEquals("😀😀😀😀,ff", extension("😀😀😀😀", 255).toString());
        assertThrows(IllegalArgumentException.class, () -> extension("abc"));
        assertThrows(IllegalArgumentException.class, () -> extension("abcde"));
    }
}
