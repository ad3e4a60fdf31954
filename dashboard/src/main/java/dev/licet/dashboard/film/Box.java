package dev.licet.dashboard.film;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Boxes of ISO/IEC 14496-12.
final class Box {
    private static final int HEAD = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// A box with those parts one after the other.
    static byte[] of(String type, byte[]... parts) {
        var body = new Box();
        for (byte[] part : parts) body.raw(part);
        return body.named(type);
    }

    /// The start of a box with a version and flags.
    static Box full(int version, int flags) {
        return new Box().u32(version << 24 | flags);
    }

    Box u8(int value) {
        bytes.write(value);
        return this;
    }

    Box u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Box u32(int value) {
        return u16(value >> 16).u16(value);
    }

    Box u64(long value) {
        return u32((int) (value >> 32)).u32((int) value);
    }

    Box text(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Box raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    Box zeros(int count) {
        return raw(new byte[count]);
    }

    /// What was written so far.
    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// The whole box.
    byte[] named(String type) {
        return ByteBuffer.allocate(HEAD + bytes.size())
                .putInt(HEAD + bytes.size())
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(bytes.toByteArray())
                .array();
    }
}
