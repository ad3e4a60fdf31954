package dev.licet.storage.book;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Says what a book was like up to a place.
///
/// @param of     which book
/// @param next   the first place that is not sealed by it
/// @param pruned whether retention has removed all rows before that place
/// @param digest of all rows before that place
record Seal(BookName of, long next, boolean pruned, byte[] digest) {
    private static final byte[] LABEL = "licet seal 1;".getBytes(StandardCharsets.US_ASCII);
    /// Among so many places of records there is a seal, so that what is wrong can be found within them.
    private static final long BETWEEN = 256;

    static Seal none(BookName book) {
        return new Seal(book, 0, false, BookRow.BEGINNING);
    }

    /// The same after one more row.
    Seal after(BookRow row) {
        return new Seal(of, row.place() + 1, false, row.digest(digest));
    }

    /// Whether it stays when rows from that place on are sealed; else the next one takes its place.
    boolean staysBefore(long place) {
        return pruned || next == 0 || (next - 1) / BETWEEN != place / BETWEEN;
    }

    byte[] mac(RowTags tags) {
        return tags.mac(
                LABEL,
                ByteBuffer.allocate(Long.BYTES + 2 + Long.BYTES + 1 + digest.length)
                        .putLong(of.whose().account().value())
                        .put((byte) of.whose().letter().charAt(0))
                        .put((byte) of.book().ordinal())
                        .putLong(next)
                        .put((byte) (pruned ? 1 : 0))
                        .put(digest)
                        .array());
    }

    boolean isOf(byte[] other) {
        return Arrays.equals(digest, other);
    }
}
