package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
    @Test
    void numbers_bytes_texts_and_messages_come_out_as_they_went_in() throws MalformedMessage {
        byte[] inner = new ProtoWriter().number(1, 7).toBytes();
        byte[] message = new ProtoWriter()
                .number(1, 300)
                .number(2, -1)
                .flag(3, true)
                .bytes(4, new byte[] {1, 2})
                .text(5, "Grüße")
                .bytes(6, inner)
                .all(7, List.of(inner, inner))
                .numbers(8, List.of(1L, 2L))
                .toBytes();
        var fields = ProtoReader.read(message, "Test");
        assertEquals(300, fields.number(1).orElseThrow());
        assertEquals(-1, fields.number(2).orElseThrow());
        assertTrue(fields.flag(3));
        assertArrayEquals(new byte[] {1, 2}, fields.bytes(4).orElseThrow());
        assertEquals("Grüße", fields.text(5).orElseThrow());
        assertEquals(7, fields.message(6, "Inner").orElseThrow().small(1).orElseThrow());
        assertEquals(2, fields.messages(7, "Inner").size());
        assertEquals(List.of(1L, 2L), fields.numbers(8));
        assertEquals(OptionalLong.empty(), fields.number(9));
        assertFalse(fields.flag(9));
    }

    @Test
    void the_example_of_the_encoding_guide_is_read() throws MalformedMessage {
        assertEquals(150, read("089601").small(1).orElseThrow());
        assertEquals("testing", read("120774657374696e67").text(2).orElseThrow());
    }

    @Test
    void unknown_fields_of_every_wire_type_are_stepped_over() throws MalformedMessage {
        assertEquals(
                5, read("7901020304050607087d010203048201010078010805").small(1).orElseThrow());
    }

    @Test
    void the_last_byte_of_a_long_number_is_checked() throws MalformedMessage {
        assertEquals(-1, read("08ffffffffffffffffff01").number(1).orElseThrow());
        refused("08ffffffffffffffffff02");
        refused("08ffffffffffffffffffff01");
    }

    @Test
    void groups_and_unused_wire_types_are_refused() {
        for (String hex : List.of("0b0c", "0c", "0e", "0f")) refused(hex);
    }

    @Test
    void field_number_zero_and_too_big_ones_are_refused() throws MalformedMessage {
        refused("0001");
        refused("808080801000");
        read("f8ffffff0f00");
    }

    @Test
    void lengths_beyond_the_end_are_refused_however_big() {
        for (String hex : List.of("0a", "0a01", "0a8080808008", "0affffffff0f", "0affffffffffffffffff01")) {
            refused(hex);
        }
    }

    @Test
    void a_single_field_may_not_come_twice_nor_with_another_wire_type() throws MalformedMessage {
        var twice = read("08010802");
        assertThrows(MalformedMessage.class, () -> twice.number(1));
        assertThrows(MalformedMessage.class, () -> twice.bytes(1));
        assertThrows(MalformedMessage.class, () -> twice.allBytes(1));
        var packed = read("0a020102");
        assertThrows(MalformedMessage.class, () -> packed.numbers(1));
    }

    @Test
    void numbers_that_do_not_fit_are_refused() throws MalformedMessage {
        assertEquals(0xffff_ffffL, read("08ffffffff0f").uint32(1).orElseThrow());
        assertThrows(MalformedMessage.class, () -> read("08ffffffff0f").small(1));
        assertThrows(MalformedMessage.class, () -> read("088080808010").uint32(1));
        assertThrows(
                MalformedMessage.class, () -> read("08ffffffffffffffffff01").small(1));
    }

    @Test
    void the_limit_of_size_holds_to_the_byte() throws MalformedMessage {
        int header = 4;
        byte[] longest = new ProtoWriter()
                .bytes(1, new byte[ProtoReader.MAX_BYTES - header])
                .toBytes();
        assertEquals(ProtoReader.MAX_BYTES, longest.length);
        ProtoReader.read(longest, "Test");
        byte[] longer = Arrays.copyOf(longest, longest.length + 1);
        assertThrows(MalformedMessage.class, () -> ProtoReader.read(longer, "Test"));
    }

    @Test
    void the_limit_of_fields_holds_to_the_field() throws MalformedMessage {
        ProtoReader.read(ones(ProtoReader.MAX_FIELDS), "Test");
        assertThrows(MalformedMessage.class, () -> ProtoReader.read(ones(ProtoReader.MAX_FIELDS + 1), "Test"));
    }

    @Test
    void the_limit_of_depth_holds_to_the_level() throws MalformedMessage {
        descend(nested(ProtoReader.MAX_DEPTH - 1));
        byte[] deeper = nested(ProtoReader.MAX_DEPTH);
        assertThrows(MalformedMessage.class, () -> descend(deeper));
    }

    @Test
    void a_certificate_chain_as_deep_as_the_message_is_long_is_refused() {
        byte[] chain = new byte[0];
        while (chain.length < ProtoReader.MAX_BYTES - 64) {
            chain = new ProtoWriter()
                    .bytes(1, new byte[0])
                    .bytes(2, new byte[0])
                    .bytes(3, chain)
                    .toBytes();
        }
        byte[] bomb = chain;
        assertThrows(MalformedMessage.class, () -> WidevineSignedCertificate.readChain(bomb));
    }

    @Test
    void the_text_of_a_refusal_names_the_field() {
        var refusal = assertThrows(MalformedMessage.class, () -> read("12ff01"));
        assertEquals("Test field 2: 255 bytes missing", refusal.getMessage());
    }

    @Test
    void a_writer_refuses_fields_out_of_order() {
        var writer = new ProtoWriter().number(2, 1);
        assertThrows(IllegalArgumentException.class, () -> writer.number(1, 1));
    }

    private static ProtoReader read(String hex) throws MalformedMessage {
        return ProtoReader.read(HexFormat.of().parseHex(hex), "Test");
    }

    private static void refused(String hex) {
        assertThrows(MalformedMessage.class, () -> read(hex), hex);
    }

    private static byte[] ones(int count) {
        byte[] message = new byte[2 * count];
        for (int i = 0; i < count; i++) message[2 * i] = 8;
        return message;
    }

    private static byte[] nested(int levels) {
        byte[] message = new byte[0];
        for (int i = 0; i < levels; i++)
            message = new ProtoWriter().bytes(1, message).toBytes();
        return message;
    }

    private static void descend(byte[] message) throws MalformedMessage {
        var level = ProtoReader.read(message, "Test");
        while (level.bytes(1).isPresent()) level = level.message(1, "Test").orElseThrow();
    }
}
