package dev.licet.storage.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The values of a row as bytes, the same for every database: what is written can be compared with what is
/// read.
///
/// Each value follows a byte for its kind: 0 for nothing; 1, then eight bytes, most significant first, for
/// a number; 2 for a text and 3 for bytes, each with its length in four bytes, most significant first; a
/// text is in UTF-8. So nothing can move from one value into the next.
public final class Written {
    private static final int USUAL = 384;

    private ByteBuffer bytes = ByteBuffer.allocate(USUAL);

    Written() {}

    /// What will stand in the columns of a row whose parameters are these.
    public static byte[] of(Object... values) {
        var written = new Written();
        for (Object value : values) written.add(Parameters.plain(value));
        return written.bytes();
    }

    /// @param value as [Parameters#plain] makes it
    void add(@Nullable Object value) {
        switch (value) {
            case null -> room(1).put((byte) 0);
            case Long number -> room(1 + Long.BYTES).put((byte) 1).putLong(number);
            case String text -> part(2, text.getBytes(StandardCharsets.UTF_8));
            case byte[] raw -> part(3, raw);
            default -> throw new IllegalArgumentException("a plain value is a number, a text or bytes");
        }
    }

    private void part(int kind, byte[] raw) {
        room(1 + Integer.BYTES + raw.length).put((byte) kind).putInt(raw.length).put(raw);
    }

    /// The bytes, with so many more to come.
    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            var larger = ByteBuffer.allocate(2 * bytes.capacity() + more);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
