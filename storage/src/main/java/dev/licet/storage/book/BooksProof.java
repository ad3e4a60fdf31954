package dev.licet.storage.book;

import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows all books, within one snapshot.
public final class BooksProof {
    private static final int PAGE = 500;
    private static final String ALL = "SELECT account, environment FROM account_half ORDER BY account, environment";
    private static final String STRAY = "SELECT 'table %s, account ' || CAST(x.account AS TEXT) || '/' || x.environment"
            + " || ': a row of no account' FROM %s AS x WHERE x.account <> 0 AND NOT EXISTS (SELECT 1 FROM account_half AS h"
            + " WHERE h.account = x.account AND h.environment = x.environment) OR x.book NOT IN (0, 1)";
    /// The sign keeps databases from looking for those of no account first. Strangers make as many as they like, and
    /// each page would sort them all.
    private static final String WITHOUT_ACCOUNT = "SELECT id, id, tag, " + Book.RECORDS.columns()
            + " FROM record WHERE +account IS NULL AND id > ? ORDER BY id LIMIT " + PAGE;

    private final Session session;
    private final RowTags tags;
    private final List<Checkpoint.End> noted;

    /// @param noted how far the books were once, and must go on from
    public BooksProof(Session session, RowTags tags, List<Checkpoint.End> noted) {
        this.session = session;
        this.tags = tags;
        this.noted = noted;
    }

    /// @param row  is told of rows that are not as they were written
    /// @param seal is told of rows that are not those that were sealed
    public void follow(Consumer<String> row, Consumer<String> seal) throws SQLException {
        var words = new BookProof.Words(row, seal);
        Map<BookName, Checkpoint.End> open = new HashMap<>();
        for (Checkpoint.End end : noted) open.put(end.name(), end);
        for (AccountEnvironment whose : session.all(ALL, AccountEnvironment::read)) {
            for (Book book : Book.values()) {
                var name = new BookName(whose, book);
                var end = Optional.ofNullable(open.remove(name));
                new BookProof(session, tags, name, words).follow(end);
            }
        }
        for (Checkpoint.End end : open.values())
            seal.accept(end.name().words() + "the book of the checkpoint is not there");
        for (String table : List.of("book_seal", "book_opening"))
            session.all(STRAY.formatted(table, table), Row::text).forEach(seal);
        followWithoutAccount(row);
    }

    /// Records without an account have tags and no chain, because nobody is charged for them.
    private void followWithoutAccount(Consumer<String> wrong) throws SQLException {
        long below = BookOpening.belowWithoutAccount(session, tags);
        long last = Long.MIN_VALUE;
        List<BookRow> page;
        do {
            page = session.all(WITHOUT_ACCOUNT, row -> BookRow.whole(row, Book.RECORDS), last);
            for (BookRow row : page) if (!isAsWritten(row, below)) wrong.accept(words(row));
            last = page.isEmpty() ? last : page.getLast().id();
        } while (page.size() == PAGE);
    }

    private boolean isAsWritten(BookRow row, long below) {
        if (row.tag().isEmpty()) return row.id() < below;
        return Arrays.equals(tags.ofRecord(row.written()), row.tag().get());
    }

    private static String words(BookRow row) {
        return "table record, no account: row " + row.id() + " is not as it was written";
    }
}
