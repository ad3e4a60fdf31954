package dev.licet.drm.clearkey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.drm.wire.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kids of a Clear Key license request, in every spelling that players send (reference: ecosystem.md 3.5).
class KidSpellingsTest {
    private static final String HEX = "fbffbe9a6ac2b36002888f6d4a4143ff";
    private static final String UUID = "fbffbe9a-6ac2-b360-0288-8f6d4a4143ff";
    private static final byte[] KID = HexFormat.of().parseHex(HEX);
    private static final String RIGHT = "-_--mmrCs2ACiI9tSkFD_w";

    private static LicenseRequest read(String kid) throws MalformedMessage {
        return RequestJson.read(("{\"kids\":[\"" + kid + "\"]}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {RIGHT, RIGHT + "==", "+/++mmrCs2ACiI9tSkFD/w", "+/++mmrCs2ACiI9tSkFD/w=="})
    void both_alphabets_are_read_with_padding_and_without(String kid) throws MalformedMessage {
        assertArrayEquals(KID, read(kid).kids().getFirst());
    }

    @Test
    void digits_and_uuids_are_recognized_and_told_how_they_are_written() {
        for (String text : new String[] {HEX, HEX.toUpperCase(), UUID, UUID.toUpperCase()}) {
            String asText = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
            for (String kid : new String[] {text, asText}) {
                String why =
                        assertThrows(MalformedMessage.class, () -> read(kid)).getMessage();
                assertTrue(why.endsWith(HEX + " is written " + RIGHT), why);
            }
        }
    }

    @Test
    void a_kid_of_another_length_that_is_no_such_text_is_read() throws MalformedMessage {
        for (int length : new int[] {1, 15, 17, 24, 27, 32, 36, 512}) {
            byte[] kid = new byte[length];
            kid[0] = (byte) 0xff;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(kid);
            assertArrayEquals(kid, read(text).kids().getFirst());
        }
    }

    @Test
    void a_byte_order_mark_is_stepped_over() throws MalformedMessage {
        byte[] body = ("\ufeff{\"kids\":[\"" + RIGHT + "\"]}").getBytes(StandardCharsets.UTF_8);
        assertEquals(1, RequestJson.read(body).kids().size());
    }

    @Test
    void what_is_no_base64_is_refused() {
        for (String kid : new String[] {"", "=", "*", "a", "fd1a 706a"}) {
            assertThrows(MalformedMessage.class, () -> read(kid), kid);
        }
    }
}
