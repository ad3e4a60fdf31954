package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The values of reference: speke-cpix.md 6.1, byte for byte.
class PlayReadyObjectTest {
    private static final byte[] KID = hex("fd1a706ac2b36002888f6d4a414333c3");
    private static final SecretBytes KEY = SecretBytes.parseHex("5438b719bf47a2f5678237477db2f9e6");
    private static final UUID PLAYREADY = UUID.fromString("9a04f079-9840-4286-ab92-e65be0885f95");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static PlayReadyObject.Key key(byte[] kid, SecretBytes key) {
        return new PlayReadyObject.Key(kid, key);
    }

    private static String text(byte[] object) {
        return new String(object, 10, object.length - 10, StandardCharsets.UTF_16LE);
    }

    @Test
    void the_checksum_is_that_of_the_sample_manifest() {
        byte[] kid = hex("10000000100010001000100000000001");
        var key = SecretBytes.parseHex("3a2a1b68dd2bd9b2eeb25e84c4776668");
        assertEquals("5TzIYQ2hrOY=", base64(PlayReadyObject.checksum(kid, key)));
        assertEquals("FsQztFA26hI=", base64(PlayReadyObject.checksum(KID, KEY)));
        String header = text(PlayReadyObject.counter(List.of(key(kid, key)), Optional.empty()));
        assertTrue(header.contains("<KID>AAAAEAAQABAQABAAAAAAAQ==</KID><CHECKSUM>5TzIYQ2hrOY=</CHECKSUM>"), header);
    }

    @Test
    void the_object_of_one_key_in_counter_mode_is_of_version_4_0() {
        byte[] object = PlayReadyObject.counter(List.of(key(KID, KEY)), Optional.empty());
        assertEquals(518, object.length);
        assertEquals("0602000001000100fc01", HexFormat.of().formatHex(object, 0, 10));
        String hash = HexFormat.of().formatHex(Digest.sha256(object));
        assertTrue(hash.startsWith("e879df8d") && hash.endsWith("1c06"), hash);
        assertTrue(text(object).contains("version=\"4.0.0.0\""));
        assertTrue(text(object).contains("<KID>anAa/bPCAmCIj21KQUMzww==</KID>"));
        assertEquals(550, PsshBox.of(PLAYREADY, object).length);
    }

    @Test
    void the_object_of_a_key_in_chaining_mode_is_of_version_4_3_without_a_checksum() {
        byte[] object = PlayReadyObject.chained(List.of(key(KID, KEY)), Optional.empty());
        assertEquals(446, object.length);
        assertEquals(478, PsshBox.of(PLAYREADY, object).length);
        assertTrue(text(object).contains("version=\"4.3.0.0\""));
        assertTrue(!text(object).contains("CHECKSUM"));
    }

    @Test
    void several_keys_in_counter_mode_need_version_4_2() {
        var two = List.of(key(KID, KEY), key(hex("10000000100010001000100000000001"), KEY));
        String header = text(PlayReadyObject.counter(two, Optional.of("https://drm.example/pr?a=1&b=2")));
        assertTrue(header.contains("version=\"4.2.0.0\""));
        assertTrue(
                header.contains("<KID ALGID=\"AESCTR\" CHECKSUM=\"FsQztFA26hI=\" VALUE=\"anAa/bPCAmCIj21KQUMzww==\">"));
        assertTrue(header.contains("<LA_URL>https://drm.example/pr?a=1&amp;b=2</LA_URL>"));
    }

    @Test
    void the_key_of_the_public_test_seed_is_derived() {
        var seed = SecretBytes.copyOf(Base64.getDecoder().decode("XVBovsmzhP9gRIZxWfFta3VVRPzVEWmJsazEJ46I"));
        byte[] kid = hex("10000000100010001000100000000001");
        assertEquals(
                "3a2a1b68dd2bd9b2eeb25e84c4776668",
                PlayReadyObject.keyOfSeed(seed, kid).expose(HexFormat.of()::formatHex));
    }
}
