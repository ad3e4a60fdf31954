package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 4493 section 4, all four test vectors.
class CmacTest {
    private static final SecretBytes KEY = SecretBytes.parseHex("2b7e151628aed2a6abf7158809cf4f3c");
    private static final String MESSAGE = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    @ParameterizedTest(name = "the first {0} bytes")
    @CsvSource({
        "0, bb1d6929e95937287fa37d129b756746",
        "16, 070a16b46b4d4144f79bdd9dd04a287c",
        "40, dfa66747de9ae63030ca32611497c827",
        "64, 51f0bebf7e3b9d92fc49741779363cfe"
    })
    void the_published_messages_have_the_published_tags(int length, String tag) {
        byte[] message = HexFormat.of().parseHex(MESSAGE.substring(0, 2 * length));
        assertEquals(tag, HexFormat.of().formatHex(Cmac.aes(KEY, message)));
    }

    @Test
    void several_messages_under_one_key_have_the_tags_that_each_has_alone() {
        byte[] whole = HexFormat.of().parseHex(MESSAGE);
        byte[] begin = Arrays.copyOf(whole, 40);
        byte[] end = Arrays.copyOfRange(whole, 40, 64);
        List<byte[]> tags = Cmac.under(KEY, mac -> List.of(mac.tag(begin), mac.tag(), mac.tag(begin, end)));
        assertEquals("dfa66747de9ae63030ca32611497c827", HexFormat.of().formatHex(tags.get(0)));
        assertEquals("bb1d6929e95937287fa37d129b756746", HexFormat.of().formatHex(tags.get(1)));
        assertEquals("51f0bebf7e3b9d92fc49741779363cfe", HexFormat.of().formatHex(tags.get(2)));
    }

    @Test
    void the_message_is_left_as_it_was() {
        byte[] message = new byte[32];
        Cmac.aes(KEY, message);
        assertArrayEquals(new byte[32], message);
    }

    @Test
    void a_key_of_another_length_is_refused() {
        var longer = SecretBytes.taking(new byte[32]);
        assertThrows(IllegalArgumentException.class, () -> Cmac.aes(longer, new byte[16]));
    }
}
