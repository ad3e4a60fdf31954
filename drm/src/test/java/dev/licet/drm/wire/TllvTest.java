package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reference: fairplay.md 2.4 and step 4 of 3.
class TllvTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void what_is_written_is_read_whatever_the_padding() throws Exception {
        for (int length = 0; length < 40; length++) {
            var block = new Tllv(length, bytes(length));
            byte[] written = new TllvWriter(random).add(block, length % 12).bytes();
            assertEquals(0, written.length % 16);
            assertEquals(List.of(block), Tllv.readAll(written));
        }
    }

    @Test
    void the_next_block_starts_after_16_bytes_and_the_block_length() throws Exception {
        byte[] two = HexFormat.of()
                .parseHex("000000000000000a" + "00000010" + "00000002" + "abcd" + "11".repeat(14) + "000000000000000b"
                        + "00000000" + "00000000");
        var expected = List.of(new Tllv(10, new byte[] {(byte) 0xab, (byte) 0xcd}), new Tllv(11, new byte[0]));
        assertEquals(expected, Tllv.readAll(two));
    }

    @Test
    void padding_is_never_all_zeros_or_all_ones() {
        var zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
            }
        };
        byte[] written = new TllvWriter(zeros).add(new Tllv(1, new byte[15]), 0).bytes();
        assertEquals(0x5a, written[31]);
    }

    @Test
    void a_tag_that_occurs_twice_is_refused_with_42591() {
        byte[] twice = new TllvWriter(random)
                .add(new Tllv(1, bytes(3)), 0)
                .add(new Tllv(1, bytes(4)), 0)
                .bytes();
        assertRefused("-42591", twice);
    }

    @Test
    void a_value_longer_than_its_block_is_refused_with_42581() {
        assertRefused("-42581", block(16, 17, 16));
    }

    @Test
    void a_block_that_is_not_whole_steps_is_refused_with_42581() {
        assertRefused("-42581", block(15, 3, 15));
    }

    @Test
    void a_block_beyond_the_end_is_refused_with_42585() {
        assertRefused("-42585", block(32, 3, 16));
        assertRefused("-42585", new byte[15]);
    }

    @Test
    void lengths_are_unsigned_so_that_none_turns_negative() {
        assertRefused("-42585", block(0xffff_fff0, 0xffff_fff0, 16));
        assertRefused("-42585", block(0x8000_0000, 0, 16));
        assertRefused("-42581", block(0x7fff_fff0, 0x8000_0000, 16));
    }

    @Test
    void the_257th_block_is_refused() throws Exception {
        var writer = new TllvWriter(random);
        for (int i = 0; i < Tllv.MAX_COUNT; i++) writer.add(new Tllv(i, new byte[0]), 0);
        assertEquals(Tllv.MAX_COUNT, Tllv.readAll(writer.bytes()).size());
        assertRefused("-42581", writer.add(new Tllv(999, new byte[0]), 0).bytes());
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_read_or_refused() {
        var writer = new TllvWriter(random);
        for (int i = 0; i < 12; i++) writer.add(new Tllv(random.nextLong(), bytes(i * 7)), i % 3);
        byte[] good = writer.bytes();
        var outcomes = new ArrayList<Boolean>();
        for (int n = 0; n < good.length; n++) outcomes.add(isRead(Arrays.copyOf(good, n)));
        for (int bit = 0; bit < good.length * 8; bit++) outcomes.add(isRead(flipped(good, bit)));
        assertTrue(outcomes.contains(true), "a flip in a value is read");
        assertTrue(outcomes.contains(false), "a flip in a length is refused");
    }

    @Test
    void the_values_do_not_print() {
        assertEquals("Tllv[000000000000000a, 2 bytes]", new Tllv(10, new byte[] {1, 2}).toString());
    }

    private static boolean isRead(byte[] payload) {
        try {
            Tllv.readAll(payload);
            return true;
        } catch (MalformedMessage theOnlyExceptionAllowed) {
            return false;
        }
    }

    private static void assertRefused(String number, byte[] payload) {
        var refused = assertThrows(MalformedMessage.class, () -> Tllv.readAll(payload));
        assertTrue(refused.getMessage().startsWith(number), refused.getMessage());
    }

    private static byte[] block(int blockLength, int valueLength, int present) {
        return ByteBuffer.allocate(16 + present)
                .putLong(7)
                .putInt(blockLength)
                .putInt(valueLength)
                .array();
    }

    private static byte[] flipped(byte[] good, int bit) {
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        return bad;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
