package dev.licet.storage.book;

import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

/// Up to which place a book has rows of earlier versions, which have no tags. That is settled once, when this
/// version first opens the database; who opens it knows by the seal of the root key whether it was.
public final class BookOpening {
    private static final byte[] LABEL = "licet opening 1;".getBytes(StandardCharsets.US_ASCII);
    private static final Insert INSERT =
            new Insert("book_opening (account, environment, book, below, mac)", " ON CONFLICT DO NOTHING");
    private static final String COUNTS =
            "SELECT h.account, h.environment, h.records, COALESCE((SELECT MAX(m.id) + 1 FROM movement AS m"
                    + " WHERE m.account = h.account AND m.environment = h.environment), 0),"
                    + " COALESCE((SELECT f.ordinal FROM record_floor AS f"
                    + " WHERE f.account = h.account AND f.environment = h.environment), 0) FROM record_end AS h";
    private static final String END = "SELECT COALESCE(MAX(id), 0) + 1 FROM record";
    private static final String BELOW =
            "SELECT below, mac FROM book_opening WHERE account = ? AND environment = ? AND book = ?";

    private BookOpening() {}

    private record Counts(AccountEnvironment whose, long records, long movements, long floor) {}

    /// Settles it for all that there is now.
    public static void settle(Session session, RowTags tags) throws SQLException {
        var rows = new ArrayList<Object[]>();
        var floors = new ArrayList<Seal>();
        for (Counts one : session.all(COUNTS, BookOpening::read)) {
            var whose = Optional.of(one.whose());
            if (one.records() > 0) rows.add(row(tags, whose, Book.RECORDS, one.records()));
            if (one.movements() > 0) rows.add(row(tags, whose, Book.MOVEMENTS, one.movements()));
            var records = new BookName(one.whose(), Book.RECORDS);
            if (one.floor() > 0) floors.add(new Seal(records, one.floor(), true, BookRow.BEGINNING));
        }
        long end = session.number(END);
        if (end > 1) rows.add(row(tags, Optional.empty(), Book.RECORDS, end));
        INSERT.rows(session, rows);
        SealColumns.insert(session, tags, floors);
    }

    private static Counts read(Row row) throws SQLException {
        return new Counts(AccountEnvironment.read(row), row.number(), row.number(), row.number());
    }

    private static Object[] row(RowTags tags, Optional<AccountEnvironment> whose, Book book, long below) {
        return new Object[] {account(whose), letter(whose), book.ordinal(), below, mac(tags, whose, book, below)};
    }

    private static long account(Optional<AccountEnvironment> whose) {
        return whose.map(one -> one.account().value()).orElse(0L);
    }

    private static String letter(Optional<AccountEnvironment> whose) {
        return whose.map(AccountEnvironment::letter).orElse("");
    }

    private static byte[] mac(RowTags tags, Optional<AccountEnvironment> whose, Book book, long below) {
        byte environment =
                (byte) whose.map(one -> one.letter().charAt(0)).orElse('-').charValue();
        return tags.mac(
                LABEL,
                ByteBuffer.allocate(Long.BYTES + 2 + Long.BYTES)
                        .putLong(account(whose))
                        .put(environment)
                        .put((byte) book.ordinal())
                        .putLong(below)
                        .array());
    }

    /// The first place of a book from which on rows must have tags.
    static long below(Session session, RowTags tags, BookName name) throws SQLException {
        return below(session, tags, Optional.of(name.whose()), name.book());
    }

    /// The same for records without an account.
    static long belowWithoutAccount(Session session, RowTags tags) throws SQLException {
        return below(session, tags, Optional.empty(), Book.RECORDS);
    }

    private static long below(Session session, RowTags tags, Optional<AccountEnvironment> whose, Book book)
            throws SQLException {
        Row.Reader<Long> genuine = row -> {
            long below = row.number();
            return MessageDigest.isEqual(mac(tags, whose, book, below), row.bytes()) ? below : 0;
        };
        return session.first(BELOW, genuine, account(whose), letter(whose), book.ordinal())
                .orElse(0L);
    }
}
