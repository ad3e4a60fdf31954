package dev.licet.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damages messages, the same way for the same seed: bits, bytes, pieces taken out, doubled, moved between messages,
/// and what parsers are known to stumble over.
public final class Mutator {
    private static final int MOST_CHANGES = 6;
    private static final int LONGEST_PIECE = 64;
    private static final int[] BYTES = {
        0, 1, 0x7f, 0x80, 0xfe, 0xff, '<', '"', '\'', '%', '&', '=', '{', '[', '\n', '\r'
    };
    private static final List<byte[]> WORDS = List.of(
            bytes("<!DOCTYPE a [<!ENTITY b \"c\">]>"),
            bytes("&#0;&b;"),
            bytes("]]>"),
            bytes("\u0000\u0000"),
            bytes("\ufeff"),
            bytes("\ud800"),
            bytes("-1"),
            bytes("9223372036854775808"),
            bytes("1e999"),
            bytes("%00%ff%u0041"),
            bytes("[[[[[[[[[["),
            bytes("{\"a\":{\"a\":"),
            bytes("2026-02-30T25:61:61Z"),
            bytes("+99999999999999999999"),
            bytes("=cmd"),
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0xc3, 0x28, (byte) 0xed, (byte) 0xa0, (byte) 0x80});

    private final Random chance;

    public Mutator(long seed) {
        chance = new Random(seed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// One of them, damaged.
    public byte[] next(List<byte[]> seeds) {
        byte[] message = oneOf(seeds);
        int changes = 1 + chance.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) message = changed(message, seeds);
        return message;
    }

    private byte[] changed(byte[] message, List<byte[]> seeds) {
        int at = chance.nextInt(message.length + 1);
        int length = Math.min(message.length - at, 1 + chance.nextInt(LONGEST_PIECE));
        return switch (chance.nextInt(8)) {
            case 0 -> spliced(message, at, length, new byte[0]);
            case 1 -> spliced(message, at, 0, Arrays.copyOfRange(message, at, at + length));
            case 2 -> spliced(message, at, 0, oneOf(WORDS));
            case 3 -> spliced(message, at, length, oneOf(WORDS));
            case 4 -> spliced(message, at, length, piece(oneOf(seeds)));
            case 5 -> Arrays.copyOf(message, at);
            case 6 ->
                spliced(message, at, Math.min(1, length), new byte[] {(byte) BYTES[chance.nextInt(BYTES.length)]});
            default -> flipped(message, at);
        };
    }

    private static byte[] spliced(byte[] message, int at, int length, byte[] by) {
        byte[] spliced = new byte[message.length - length + by.length];
        System.arraycopy(message, 0, spliced, 0, at);
        System.arraycopy(by, 0, spliced, at, by.length);
        System.arraycopy(message, at + length, spliced, at + by.length, message.length - at - length);
        return spliced;
    }

    private byte[] piece(byte[] message) {
        int at = chance.nextInt(message.length + 1);
        return Arrays.copyOfRange(message, at, Math.min(message.length, at + 1 + chance.nextInt(LONGEST_PIECE)));
    }

    private byte[] flipped(byte[] message, int at) {
        byte[] flipped = message.clone();
        if (at < flipped.length) flipped[at] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
        return flipped;
    }

    private byte[] oneOf(List<byte[]> all) {
        return all.get(chance.nextInt(all.size()));
    }
}
