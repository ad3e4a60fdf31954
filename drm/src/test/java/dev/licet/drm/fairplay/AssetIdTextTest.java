package dev.licet.drm.fairplay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AssetIdTextTest {
    @Test
    void text_is_shown_as_text_and_bytes_as_hexadecimal() {
        assertEquals("Straße", AssetIdText.of("Straße".getBytes(StandardCharsets.UTF_8)));
        assertEquals("c0ff", AssetIdText.of(new byte[] {(byte) 0xc0, (byte) 0xff}));
    }

    @Test
    void control_characters_do_not_reach_a_log() {
        assertEquals("610a62", AssetIdText.of("a\nb".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_token_is_cut_off_in_every_encoding() {
        String url = "skd://h/?ExpressPlayToken=SECRET";
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertEquals("skd://h/?…", AssetIdText.of(url.getBytes(charset)));
        }
        assertEquals("a?…", AssetIdText.of("a?expressplaytoken%3DSECRET".getBytes(StandardCharsets.UTF_8)));
        byte[] notUtf8 = (url + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        assertFalse(AssetIdText.of(notUtf8).contains("534543"), "nor in hexadecimal");
    }
}
