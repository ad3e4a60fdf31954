package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The examples of FIPS 180-4 for `abc`.
class DigestTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void the_published_message_has_the_published_digests() {
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", HexFormat.of().formatHex(Digest.sha1(ABC)));
        assertEquals(SHA256, HexFormat.of().formatHex(Digest.sha256(ABC)));
    }

    @Test
    void parts_have_the_digest_of_the_whole() {
        byte[] parts = Digest.sha256OfAll(new byte[] {'a'}, new byte[0], new byte[] {'b', 'c'});
        assertEquals(SHA256, HexFormat.of().formatHex(parts));
    }
}
