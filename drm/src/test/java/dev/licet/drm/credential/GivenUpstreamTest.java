package dev.licet.drm.credential;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenUpstreamTest {
    private static final List<String> PIECES = List.of(
            "http",
            "https:",
            ":",
            "/",
            "//",
            "?",
            "#",
            "[",
            "]",
            "[::1]",
            "[1::2::3]",
            "[1:2]",
            "@",
            "%",
            "%41",
            "a",
            "A.example",
            "1",
            "-",
            "_",
            "user",
            ":8080",
            " ",
            "é",
            "+",
            "..");

    /// The exception of [URI] quotes what it cannot read, and what is written there may have a password in it.
    @Test
    void what_is_no_address_does_not_come_to_the_jdk() {
        var random = new Random(23);
        int readable = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (!GivenUpstream.isReadable(text.toString())) continue;
            readable++;
            assertDoesNotThrow(() -> new URI(text.toString()), text::toString);
        }
        assertTrue(readable > 10_000, readable + " were readable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/raw?x=1&y=%20#z",
                "http://[2001:db8::1]:8080/",
                "http://[1:2:3:4:5:6:7::]/",
                "http://[::ffff:192.0.2.1]/",
                "https://u:p@a.example/",
                "//a.example",
                "nothing",
                "a/b:c",
                "file:///etc"
            })
    void addresses_are_read_whatever_comes_of_them_later(String text) throws BadCredential {
        assertEquals(URI.create(text), GivenUpstream.url("url", text));
    }
}
