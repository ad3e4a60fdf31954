package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ITU-T X.690: what elements look like, and what is none.
class BerCursorTest {
    private static BerCursor cursor(String hex) {
        return new BerCursor(HexFormat.of().parseHex(hex));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// Section 8.1.3: the length in one byte, in several, and not at all.
    @ParameterizedTest
    @CsvSource({
        "0400, '', 0400",
        "0402abcd, abcd, 0402abcd",
        "048102abcd, abcd, 048102abcd",
        "04840000 0002abcd, abcd, 048400000002abcd",
        "2480 0401ab 0401cd 0000, 0401ab0401cd, 24800401ab0401cd0000",
        "2480 2480 0401ab 0000 0401cd 0000, 24800401ab00000401cd, 248024800401ab00000401cd0000",
        "2480 0000, '', 24800000",
        "2480 0400 0401ab 0000, 04000401ab, 248004000401ab0000",
        "2480 0402 0000 0000, 04020000, 2480040200000000"
    })
    void an_element_ends_where_its_length_says(String bytes, String content, String whole) throws NotBer {
        var cursor = cursor(bytes.replace(" ", "") + "0500");
        var element = cursor.next();
        assertEquals(content, hex(element.content()));
        assertEquals(whole, hex(element.whole()));
        assertTrue(cursor.hasMore());
        assertEquals(Der.NULL, cursor.next().tag());
        assertFalse(cursor.hasMore());
        cursor.end();
    }

    @Test
    void the_longest_of_one_byte_has_127_and_the_next_has_128() throws NotBer {
        byte[] content = new byte[128];
        String short127 = "047f" + hex(Arrays.copyOf(content, 127));
        assertEquals(127, cursor(short127).next().content().length);
        assertEquals(128, cursor("048180" + hex(content)).next().content().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "0401",
                "0402ab",
                "0481",
                "048102ab",
                "0485000000000 2abcd",
                "048480000000",
                "0484ffffffff",
                "0480ab0000",
                "1f0100",
                "2480",
                "248000",
                "24800401",
                "2480 0480 0000 0000",
                "2480 00"
            })
    void what_ends_too_early_or_too_late_is_none(String bytes) {
        assertThrows(NotBer.class, () -> cursor(bytes.replace(" ", "")).next());
    }

    @Test
    void inside_an_indefinite_one_only_so_many_others_are_open() throws NotBer {
        assertEquals(0x24, cursor("2480".repeat(25) + "0000".repeat(25)).next().tag());
        assertThrows(NotBer.class, () -> cursor("2480".repeat(26) + "0000".repeat(26))
                .next());
    }

    @Test
    void pieces_of_a_string_are_put_together() throws NotBer {
        assertEquals(
                "abcd", hex(cursor("2406 0401ab 0401cd".replace(" ", "")).next().octets()));
        assertEquals("abcd", hex(cursor("0402abcd").next().octets()));
        var other = cursor("2403 0201ab".replace(" ", "")).next();
        assertThrows(NotBer.class, other::octets);
    }

    @Test
    void a_number_is_one_of_some_bytes() throws NotBer {
        assertEquals(BigInteger.valueOf(-2), cursor("0201fe").next().number());
        assertThrows(NotBer.class, () -> cursor("0200").next().number());
        assertThrows(NotBer.class, () -> cursor("0401fe").next().number());
    }

    @Test
    void another_element_than_the_expected_is_refused() throws NotBer {
        assertEquals("fe", hex(cursor("0201fe").next(Der.INTEGER).content()));
        assertThrows(NotBer.class, () -> cursor("0201fe").next(Der.OCTET_STRING));
        assertThrows(NotBer.class, () -> cursor("0201fe").end());
    }

    @Test
    void an_element_does_not_print_what_is_in_it() throws NotBer {
        assertEquals("Element[2]", cursor("0201fe").next().toString());
    }
}
