package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of token-api.md 8.3.
class KeyWrapTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SecretBytes KEK = SecretBytes.parseHex("000102030405060708090a0b0c0d0e0f");

    @ParameterizedTest
    @CsvSource({
        "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d, a9b9033df0b9ca5447839e3d074817a0",
        "b6862c586af0d70fdc594deb7b254bb38937113dbc6411ea, d4783a651c96a872daa145ce1a378153"
    })
    void the_published_keys_wrap_and_unwrap(String ek, String key) {
        assertEquals(ek, HEX.formatHex(KeyWrap.wrap(KEK, SecretBytes.parseHex(key))));
        SecretBytes unwrapped = KeyWrap.unwrap(KEK, HEX.parseHex(ek)).orElseThrow();
        assertTrue(unwrapped.sameAs(SecretBytes.parseHex(key)));
    }

    /// RFC 3394 section 4.1. The longer ones of its section 4 are of no size that is used here.
    @Test
    void the_vector_of_the_standard_wraps_and_unwraps() {
        SecretBytes key = SecretBytes.parseHex("00112233445566778899aabbccddeeff");
        String ek = "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5";
        assertEquals(ek, HEX.formatHex(KeyWrap.wrap(KEK, key)));
        assertTrue(KeyWrap.unwrap(KEK, HEX.parseHex(ek)).orElseThrow().sameAs(key));
    }

    @Test
    void every_flipped_bit_and_every_other_length_fails_the_integrity_check() {
        byte[] ek = HEX.parseHex("5dbd06c0056b42fe0b8cf406679620c31bd619732730433d");
        for (int bit = 0; bit < ek.length * 8; bit++) {
            byte[] flipped = ek.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(KeyWrap.unwrap(KEK, flipped).isEmpty(), "bit " + bit);
        }
        for (int length = 0; length < 40; length++) {
            if (length != 24) assertTrue(KeyWrap.unwrap(KEK, new byte[length]).isEmpty(), "length " + length);
        }
    }
}
