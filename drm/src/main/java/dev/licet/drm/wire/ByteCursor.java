package dev.licet.drm.wire;

import java.util.Arrays;

/// Reads a message from front to back. It cannot overrun, every read names its field, and lengths are compared as
/// unsigned numbers before anything is allocated. Integers are big-endian.
///
/// A field is named by anything whose text names it, and that text is asked for when a read fails: most never do.
public final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    /// Over all of `bytes`, which must not change meanwhile.
    public ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// How many bytes are left.
    public int remaining() {
        return end - at;
    }

    /// One byte, 0 to 255.
    public int u8(Object field) throws MalformedMessage {
        need(1, field);
        return bytes[at++] & 0xff;
    }

    /// Four bytes, as an unsigned number.
    public long u32(Object field) throws MalformedMessage {
        need(4, field);
        long value = 0;
        for (int i = 0; i < 4; i++) value = value << 8 | bytes[at++] & 0xff;
        return value;
    }

    /// Eight bytes, as they are: the top bit makes it negative.
    public long u64(Object field) throws MalformedMessage {
        need(8, field);
        long value = 0;
        for (int i = 0; i < 8; i++) value = value << 8 | bytes[at++] & 0xff;
        return value;
    }

    /// The next `length` bytes, copied.
    public byte[] take(long length, Object field) throws MalformedMessage {
        need(length, field);
        byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return taken;
    }

    /// A cursor of its own over the next `length` bytes.
    public ByteCursor sub(long length, Object field) throws MalformedMessage {
        need(length, field);
        var sub = new ByteCursor(bytes, at, at + (int) length);
        at += (int) length;
        return sub;
    }

    /// Refuses what is left over.
    public void end(String message) throws MalformedMessage {
        if (at != end) throw new MalformedMessage(message + ": " + remaining() + " bytes too many");
    }

    private void need(long length, Object field) throws MalformedMessage {
        if (length < 0 || length > remaining()) {
            throw new MalformedMessage(field + ": " + (length - remaining()) + " bytes missing");
        }
    }
}
