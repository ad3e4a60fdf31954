package dev.licet.dashboard.film;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads the film as a player does, by the places that its boxes name. That it plays is shown in a browser.
class SampleFilmTest {
    private static final KeyId KID = new KeyId("0123456789abcdef0123456789abcdef");
    private static final SecretBytes KEY = SecretBytes.parseHex("2b7e151628aed2a6abf7158809cf4f3c");
    private static final SampleFilm FILM = new SampleFilm(KID, KEY);

    /// The body of the first box of that type below those that hold others.
    private static ByteBuffer box(byte[] file, String type) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(type);
        assertTrue(at >= 4, type);
        int length = ByteBuffer.wrap(file).getInt(at - 4);
        return ByteBuffer.wrap(file, at + 4, length - 8).slice();
    }

    private static List<byte[]> units(byte[] segment, SecretBytes key) {
        ByteBuffer run = box(segment, "trun");
        int count = run.getInt(4);
        int at = run.getInt(8);
        ByteBuffer offsets = box(segment, "saio");
        var ivs = ByteBuffer.wrap(segment).position(offsets.getInt(8));
        var units = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            byte[] counter = new byte[16];
            ivs.get(counter, 0, 8);
            assertEquals(1, ivs.getShort());
            int clear = ivs.getShort();
            int hidden = ivs.getInt();
            int length = run.getInt(16 + 4 * i);
            assertEquals(length, clear + hidden);
            byte[] sample = Arrays.copyOfRange(segment, at, at + length);
            byte[] plain = Aes.ctr(key, counter, Arrays.copyOfRange(sample, clear, length));
            System.arraycopy(plain, 0, sample, clear, hidden);
            units.add(sample);
            at += length;
        }
        assertEquals(segment.length, at, "all of it is samples");
        return units;
    }

    @Test
    void the_key_reveals_the_pictures_that_were_drawn() {
        byte[] first = units(FILM.segment(1), KEY).getFirst();
        byte[] unit = Avc.key(TestPicture.draw(0, 120), 0);
        assertEquals(unit.length, ByteBuffer.wrap(first).getInt());
        assertArrayEquals(unit, Arrays.copyOfRange(first, 4, first.length));
        byte[] noise = units(FILM.segment(1), SecretBytes.parseHex("00000000000000000000000000000000"))
                .getFirst();
        assertFalse(Arrays.equals(first, noise));
        assertArrayEquals(Arrays.copyOf(first, 64), Arrays.copyOf(noise, 64), "the head of a unit is clear");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void every_segment_begins_with_a_key_picture_and_where_the_last_one_ended(int number) {
        List<byte[]> units = units(FILM.segment(number), KEY);
        assertEquals(20, units.size());
        assertEquals(0x65, units.getFirst()[4]);
        for (byte[] later : units.subList(1, 20)) assertEquals(0x21, later[4]);
        assertEquals((number - 1) * 2000L, box(FILM.segment(number), "tfdt").getLong(4));
    }

    @Test
    void no_two_pictures_have_the_same_iv() {
        var ivs = new ArrayList<Long>();
        for (int number = 1; number <= SampleFilm.SEGMENTS; number++) {
            ByteBuffer senc = box(FILM.segment(number), "senc");
            for (int i = 0; i < 20; i++) ivs.add(senc.getLong(8 + 16 * i));
        }
        assertEquals(120, ivs.stream().distinct().count());
    }

    @Test
    void the_start_names_the_key_and_never_holds_it() {
        byte[] init = FILM.init();
        ByteBuffer tenc = box(init, "tenc");
        byte[] kid = new byte[16];
        tenc.get(8, kid);
        assertEquals(KID.hex(), HexFormat.of().formatHex(kid));
        String hex = HexFormat.of().formatHex(init);
        assertTrue(hex.contains("1077efecc0b24d02ace33c1e52e2fb4b00000001" + KID.hex()), "the common pssh");
        assertFalse(hex.contains("2b7e151628aed2a6abf7158809cf4f3c"));
        assertFalse(FILM.toString().contains("2b7e15"));
    }

    @Test
    void the_manifest_spells_the_kid_and_escapes_addresses() {
        String manifest = FILM.manifest("/a?b=1&c=\"<", "/s?n=$Number$");
        assertTrue(manifest.contains("cenc:default_KID=\"01234567-89ab-cdef-0123-456789abcdef\""), manifest);
        assertTrue(manifest.contains("initialization=\"/a?b=1&amp;c=&quot;&lt;\""), manifest);
        assertTrue(manifest.contains("PT12S"), manifest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, -1})
    void there_is_nothing_before_the_start_and_after_the_end(int number) {
        assertThrows(IllegalArgumentException.class, () -> FILM.segment(number));
    }

    @Test
    void numbers_are_coded_as_published() {
        // ITU-T H.264, table 9-2: 0 is 1, 1 is 010, 2 is 011, 3 is 00100; then the bit that ends a unit.
        byte[] bits = new Bits().unsigned(0).unsigned(1).unsigned(2).unsigned(3).ended();
        assertEquals("a648", HexFormat.of().formatHex(bits));
    }
}
