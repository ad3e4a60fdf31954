package dev.licet.storage.book;

import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The table of seals.
final class SealColumns {
    private static final Insert INSERT =
            new Insert("book_seal (account, environment, book, next, pruned, digest, mac)", " ON CONFLICT DO NOTHING");
    private static final String OF = " FROM book_seal WHERE account = ? AND environment = ? AND book = ?";
    private static final String SELECT = "SELECT next, pruned, digest, mac" + OF;
    private static final String LAST = SELECT + " ORDER BY next DESC LIMIT 1";
    private static final String AFTER = SELECT + " AND next >= ? ORDER BY next LIMIT ?";
    private static final String TAKE = "DELETE" + OF + " AND next = ? AND pruned = 0";
    private static final String DROP = "DELETE" + OF + " AND next <= ?";

    private SealColumns() {}

    /// A seal as it stands in the table.
    ///
    /// @param genuine whether who made it had the key
    record Found(Seal seal, boolean genuine) {}

    private static Row.Reader<Found> reader(RowTags tags, BookName book) {
        return row -> {
            var seal = new Seal(book, row.number(), row.number() != 0, row.bytes());
            return new Found(seal, MessageDigest.isEqual(seal.mac(tags), row.bytes()));
        };
    }

    /// How far a book is sealed; empty when it is not.
    static Optional<Found> last(Session session, RowTags tags, BookName book) throws SQLException {
        return session.first(LAST, reader(tags, book), of(book));
    }

    private static Object[] of(BookName book, Object... more) {
        return Stream.concat(
                        Stream.of(
                                book.whose().account(),
                                book.whose().environment(),
                                book.book().ordinal()),
                        Stream.of(more))
                .toArray();
    }

    /// The first seals from that place on.
    static List<Found> from(Session session, RowTags tags, BookName book, BookRow.Span span) throws SQLException {
        return session.all(AFTER, reader(tags, book), of(book, span.from(), span.count()));
    }

    static void insert(Session session, RowTags tags, List<Seal> seals) throws SQLException {
        INSERT.rows(session, seals.stream().map(seal -> row(tags, seal)).toList());
    }

    private static Object[] row(RowTags tags, Seal seal) {
        return of(seal.of(), seal.next(), seal.pruned(), seal.digest(), seal.mac(tags));
    }

    /// Removes one that the next takes the place of.
    /// @return whether it was still there
    static boolean take(Session session, Seal seal) throws SQLException {
        return session.change(TAKE, of(seal.of(), seal.next())) == 1;
    }

    /// Removes those of what is pruned, and says what that was like.
    static void prune(Session session, RowTags tags, Seal floor) throws SQLException {
        session.change(DROP, of(floor.of(), floor.next()));
        insert(session, tags, List.of(floor));
    }
}
