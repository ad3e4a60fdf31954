package dev.licet.storage.book;

import dev.licet.crypto.Digest;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A row of a book, as a link of its chain.
///
/// @param place   where it stands
/// @param id      its number
/// @param tag     of earlier versions there is none
/// @param written what its tag is made of; empty where only tags are wanted
record BookRow(long place, long id, Optional<byte[]> tag, byte[] written) {
    static final byte[] BEGINNING = new byte[32];

    private static final byte[] UNREAD = new byte[0];

    /// The first rows from a place on.
    static List<BookRow> whole(Session session, BookName name, Span span) throws SQLException {
        Book book = name.book();
        return session.all(select(book, ", " + book.columns()), row -> whole(row, book), of(name, span));
    }

    /// The same, without what their tags are made of.
    static List<BookRow> tagged(Session session, BookName name, Span span) throws SQLException {
        return session.all(
                select(name.book(), ""),
                row -> new BookRow(row.number(), row.number(), row.maybeBytes(), UNREAD),
                of(name, span));
    }

    private static Object[] of(BookName name, Span span) {
        var whose = name.whose();
        return new Object[] {whose.account(), whose.environment(), span.from(), span.end(), span.count()};
    }

    private static String select(Book book, String more) {
        String place = book.place();
        return "SELECT " + place + ", id, tag" + more + " FROM " + book.table()
                + " WHERE account = ? AND environment = ? AND " + place + " >= ? AND " + place + " < ?"
                + " ORDER BY " + place + " LIMIT ?";
    }

    static BookRow whole(Row row, Book book) throws SQLException {
        return new BookRow(row.number(), row.number(), row.maybeBytes(), row.written(book.width()));
    }

    /// Places of rows that are wanted.
    ///
    /// @param from  the first
    /// @param end   none from there on
    /// @param count how many rows at most
    record Span(long from, long end, int count) {
        static Span from(long from, int count) {
            return new Span(from, Long.MAX_VALUE, count);
        }
    }

    /// The digest of all rows up to this one.
    ///
    /// @param before that of all rows before it
    byte[] digest(byte[] before) {
        byte[] content = tag.orElse(written);
        return Digest.sha256(ByteBuffer.allocate(before.length + 1 + Long.BYTES + content.length)
                .put(before)
                .put((byte) (tag.isPresent() ? 1 : 0))
                .putLong(id)
                .put(content)
                .array());
    }
}
