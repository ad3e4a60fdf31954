package dev.licet.drm.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Writes one protobuf message in canonical form: ascending field numbers, shortest numbers, nothing packed, absent
/// fields left out. Some clients take a certificate apart, put it together again and compare
/// (reference: widevine.md 1), so there is one right form.
public final class ProtoWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    /// A number.
    public ProtoWriter number(int field, long value) {
        key(field, 0);
        varint(value);
        return this;
    }

    /// A number, if there is one.
    public ProtoWriter number(int field, OptionalLong value) {
        return value.isPresent() ? number(field, value.getAsLong()) : this;
    }

    /// A number, if there is one.
    public ProtoWriter number(int field, OptionalInt value) {
        return value.isPresent() ? number(field, value.getAsInt()) : this;
    }

    /// A repeated number, not packed.
    public ProtoWriter numbers(int field, List<Long> values) {
        for (long value : values) number(field, value);
        return this;
    }

    /// `true`, or nothing at all.
    public ProtoWriter flag(int field, boolean value) {
        return value ? number(field, 1) : this;
    }

    /// Bytes or an embedded message.
    public ProtoWriter bytes(int field, byte[] value) {
        key(field, 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /// Bytes or an embedded message, if there are any.
    public ProtoWriter bytes(int field, Optional<byte[]> value) {
        value.ifPresent(present -> bytes(field, present));
        return this;
    }

    /// A repeated field, in the order of the list.
    public ProtoWriter all(int field, List<byte[]> values) {
        for (byte[] value : values) bytes(field, value);
        return this;
    }

    /// Text in UTF-8.
    public ProtoWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Text, if there is one.
    public ProtoWriter text(int field, Optional<String> value) {
        value.ifPresent(present -> text(field, present));
        return this;
    }

    /// The message so far.
    public byte[] toBytes() {
        return out.toByteArray();
    }

    private void key(int field, int wireType) {
        if (field < last) throw new IllegalArgumentException("field " + field + " after field " + last);
        last = field;
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
