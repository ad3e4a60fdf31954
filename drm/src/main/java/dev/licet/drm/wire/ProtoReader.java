package dev.licet.drm.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One protobuf message (proto2 encoding), split into its fields. Embedded messages are split only when asked for, so
/// nothing recurses over what a stranger sent; unknown fields are stepped over, groups refused.
///
/// Stricter than the encoding demands, because no player needs more: a field that must come once may not come twice,
/// and a known field must have its own wire type. Limits: 64 KiB, 256 fields per message, 16 levels
/// (reference: security.md T21).
public final class ProtoReader {
    /// The longest message that is looked at, in bytes.
    public static final int MAX_BYTES = 64 * 1024;
    /// The most fields that one level of a message may have.
    public static final int MAX_FIELDS = 256;
    /// How deep messages may be embedded in each other.
    public static final int MAX_DEPTH = 16;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_FIELD_NUMBER = (1 << 29) - 1;
    private static final long UINT32_MAX = 0xffff_ffffL;

    /// One field as it stands in the message: a number, or the bytes of a string or embedded message.
    private record Field(int number, int wireType, long value, byte @Nullable [] bytes) {}

    /// Names a field in refusals.
    private record Where(String message, long number) {
        @Override
        public String toString() {
            return message + " field " + number;
        }
    }

    private final String name;
    private final int depth;
    private final List<Field> fields;

    private ProtoReader(String name, int depth, List<Field> fields) {
        this.name = name;
        this.depth = depth;
        this.fields = fields;
    }

    /// Splits `message`.
    ///
    /// @param name what the message is, for the texts of refusals
    public static ProtoReader read(byte[] message, String name) throws MalformedMessage {
        return read(message, name, 1);
    }

    private static ProtoReader read(byte[] message, String name, int depth) throws MalformedMessage {
        if (message.length > MAX_BYTES) throw new MalformedMessage(name + ": longer than " + MAX_BYTES + " bytes");
        if (depth > MAX_DEPTH) throw new MalformedMessage(name + ": embedded deeper than " + MAX_DEPTH + " levels");
        var cursor = new ByteCursor(message);
        var fields = new ArrayList<Field>();
        while (cursor.remaining() > 0) {
            if (fields.size() == MAX_FIELDS) throw new MalformedMessage(name + ": more than " + MAX_FIELDS + " fields");
            fields.add(field(cursor, name));
        }
        return new ProtoReader(name, depth, fields);
    }

    private static Field field(ByteCursor cursor, String name) throws MalformedMessage {
        long key = varint(cursor, name);
        long number = key >>> 3;
        if (number < 1 || number > MAX_FIELD_NUMBER) throw new MalformedMessage(name + ": bad field number");
        int wireType = (int) (key & 7);
        var where = new Where(name, number);
        return switch (wireType) {
            case VARINT -> new Field((int) number, VARINT, varint(cursor, where), null);
            case FIXED64 -> new Field((int) number, FIXED64, 0, cursor.take(8, where));
            case LENGTH -> new Field((int) number, LENGTH, 0, cursor.take(varint(cursor, where), where));
            case FIXED32 -> new Field((int) number, FIXED32, 0, cursor.take(4, where));
            default -> throw new MalformedMessage(where + ": wire type " + wireType + " is not in use");
        };
    }

    private static long varint(ByteCursor cursor, Object where) throws MalformedMessage {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = cursor.u8(where);
            if (shift == 63 && next > 1) throw new MalformedMessage(where + ": number of more than 64 bits");
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new MalformedMessage(where + ": number of more than 10 bytes");
    }

    /// A number of up to 64 bits.
    public OptionalLong number(int field) throws MalformedMessage {
        Field found = single(field, VARINT);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.value);
    }

    /// A number of up to 32 bits, unsigned.
    public OptionalLong uint32(int field) throws MalformedMessage {
        OptionalLong value = number(field);
        if (value.isPresent() && (value.getAsLong() & ~UINT32_MAX) != 0) throw tooBig(field);
        return value;
    }

    /// A number that is not negative and fits into an `int`: enumerations, versions, counts.
    public OptionalInt small(int field) throws MalformedMessage {
        OptionalLong value = number(field);
        if (value.isEmpty()) return OptionalInt.empty();
        if ((value.getAsLong() & ~(long) Integer.MAX_VALUE) != 0) throw tooBig(field);
        return OptionalInt.of((int) value.getAsLong());
    }

    /// Whether the field is there and true.
    public boolean flag(int field) throws MalformedMessage {
        return number(field).orElse(0) != 0;
    }

    /// Bytes, or a message still in one piece.
    public Optional<byte[]> bytes(int field) throws MalformedMessage {
        Field found = single(field, LENGTH);
        return found == null ? Optional.empty() : Optional.of(Objects.requireNonNull(found.bytes));
    }

    /// Text in UTF-8; what is not UTF-8 becomes replacement characters.
    public Optional<String> text(int field) throws MalformedMessage {
        return bytes(field).map(utf8 -> new String(utf8, StandardCharsets.UTF_8));
    }

    /// An embedded message.
    public Optional<ProtoReader> message(int field, String embeddedName) throws MalformedMessage {
        Optional<byte[]> embedded = bytes(field);
        return embedded.isEmpty() ? Optional.empty() : Optional.of(read(embedded.get(), embeddedName, depth + 1));
    }

    /// Every number of a repeated field, in their order; packed ones are refused.
    public List<Long> numbers(int field) throws MalformedMessage {
        var all = new ArrayList<Long>();
        for (Field candidate : fields) if (candidate.number == field) all.add(typed(candidate, VARINT).value);
        return all;
    }

    /// Every value of a repeated field of bytes, in their order.
    public List<byte[]> allBytes(int field) throws MalformedMessage {
        var all = new ArrayList<byte[]>();
        for (Field candidate : fields) if (candidate.number == field) all.add(typed(candidate, LENGTH).bytes);
        return all;
    }

    /// Every message of a repeated field, in their order.
    public List<ProtoReader> messages(int field, String embeddedName) throws MalformedMessage {
        var all = new ArrayList<ProtoReader>();
        for (byte[] embedded : allBytes(field)) all.add(read(embedded, embeddedName, depth + 1));
        return all;
    }

    /// What must be there.
    ///
    /// @param what the field's name in the protocol
    public <T> T required(Optional<T> value, String what) throws MalformedMessage {
        if (value.isEmpty()) throw new MalformedMessage(name + ": no " + what);
        return value.get();
    }

    private @Nullable Field single(int number, int wireType) throws MalformedMessage {
        Field found = null;
        for (Field candidate : fields) {
            if (candidate.number != number) continue;
            if (found != null) throw new MalformedMessage(name + " field " + number + ": comes twice");
            found = typed(candidate, wireType);
        }
        return found;
    }

    private Field typed(Field field, int wireType) throws MalformedMessage {
        if (field.wireType == wireType) return field;
        throw new MalformedMessage(name + " field " + field.number + ": wrong wire type " + field.wireType);
    }

    private MalformedMessage tooBig(int field) {
        return new MalformedMessage(name + " field " + field + ": number too big");
    }

    @Override
    public String toString() {
        return "ProtoReader[" + name + ", fields "
                + Arrays.toString(fields.stream().mapToInt(Field::number).toArray()) + "]";
    }
}
