package dev.licet.storage.book;

import dev.licet.storage.book.SealColumns.Found;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.OneByOne;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Seals what was written since the last time, in the background. It reads beside those who write, hashes
/// outside of any transaction, and then writes one small unit for each thousand rows.
///
/// Every node does this. A seal follows from the rows before it alone, so two nodes make the same ones, and
/// whoever comes second finds that the other was there.
public final class BookSealer {
    private static final int STEP = 1024;
    /// So many steps at most for one book before the next has its turn.
    private static final int STEPS = 64;
    /// So long after they were seen as the last ones rows are still looked past: what is committed late has smaller
    /// numbers. No transaction takes longer.
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(15);
    /// After so many rounds all books are looked at, whether or not they have new rows.
    private static final int ROUNDS = 720;

    private static final String LOOKING = "looking for unsealed rows";
    private static final String ENDS =
            "SELECT (SELECT COALESCE(MAX(id), 0) FROM record), (SELECT COALESCE(MAX(id), 0) FROM movement)";
    private static final String SEALED = "COALESCE((SELECT MAX(s.next) FROM book_seal AS s WHERE s.account = h.account"
            + " AND s.environment = h.environment AND s.book = %d), 0)";
    private static final String BEHIND = "SELECT h.account, h.environment, CASE WHEN h.records > "
            + SEALED.formatted(Book.RECORDS.ordinal()) + " THEN 1 ELSE 0 END,"
            + " CASE WHEN EXISTS (SELECT 1 FROM movement AS m WHERE m.account = h.account"
            + " AND m.environment = h.environment AND m.id >= " + SEALED.formatted(Book.MOVEMENTS.ordinal())
            + ") THEN 1 ELSE 0 END FROM record_end AS h";
    private static final String BEHIND_WITH_NEW_ROWS = BEHIND
            + " JOIN (SELECT account, environment FROM record WHERE id > ? AND account IS NOT NULL"
            + " UNION SELECT account, environment FROM movement WHERE id > ?) AS t"
            + " ON t.account = h.account AND t.environment = h.environment";

    /// The last rows as they were at a moment.
    private record Ends(long nanos, long record, long movement) {}

    private record Behind(AccountEnvironment whose, boolean records, boolean movements) {
        static Optional<Behind> read(Row row) throws SQLException {
            var whose = AccountEnvironment.ofAnyRow(row);
            boolean records = row.flag();
            boolean movements = row.flag();
            return whose.map(its -> new Behind(its, records, movements));
        }

        Stream<BookName> books() {
            return Stream.of(Book.values())
                    .filter(book -> book == Book.RECORDS ? records : movements)
                    .map(book -> new BookName(whose, book));
        }
    }

    private final Store store;
    private final RowTags tags;
    /// The first one is at least so old that nothing before it can be committed any more.
    private final Deque<Ends> seen = new ArrayDeque<>();
    private int rounds;
    /// Whether a book was left with rows to seal, or the round failed.
    private boolean unfinished = true;

    public BookSealer(Store store, RowTags tags) {
        this.store = store;
        this.tags = tags;
    }

    /// Seals all that is committed, or a good part of it. What is wrong with one account is thrown when all others had
    /// their turn.
    ///
    /// @param goOn asked between steps of about a thousand rows
    /// @return how many rows; 0 when there is nothing more
    public synchronized long seal(BooleanSupplier goOn) {
        Ends now = store.read("looking for new rows", BookSealer::ends);
        List<Optional<Behind>> behind = behind();
        unfinished = true;
        var sealed = new ArrayList<Long>();
        OneByOne.each(behind, LOOKING, one -> one.books().forEach(book -> sealed.add(seal(book, goOn))));
        unfinished = !goOn.getAsBoolean() || sealed.stream().anyMatch(rows -> rows > 0 && rows % STEP == 0);
        remember(now);
        return sealed.stream().mapToLong(Long::longValue).sum();
    }

    /// As a rule few accounts have new rows, however many accounts there are.
    private List<Optional<Behind>> behind() {
        boolean all = unfinished || ++rounds >= ROUNDS;
        if (all) rounds = 0;
        return store.read(LOOKING, session -> all ? all(session) : withNewRows(session, seen.element()));
    }

    private static Ends ends(Session session) throws SQLException {
        return session.first(ENDS, row -> new Ends(System.nanoTime(), row.number(), row.number()))
                .orElseThrow();
    }

    private void remember(Ends now) {
        seen.add(now);
        while (seen.size() > 1 && now.nanos() - second().nanos() > LATE_NANOS) seen.remove();
    }

    private Ends second() {
        var from = seen.iterator();
        from.next();
        return from.next();
    }

    private static List<Optional<Behind>> all(Session session) throws SQLException {
        return session.all(BEHIND, Behind::read);
    }

    private static List<Optional<Behind>> withNewRows(Session session, Ends since) throws SQLException {
        return session.all(BEHIND_WITH_NEW_ROWS, Behind::read, since.record(), since.movement());
    }

    private long seal(BookName book, BooleanSupplier goOn) {
        long sum = 0;
        int sealed = STEP;
        for (int step = 0; sealed == STEP && step < STEPS && goOn.getAsBoolean(); step++) {
            sealed = step(book);
            sum += sealed;
        }
        return sum;
    }

    /// How many rows it has sealed.
    private int step(BookName book) {
        Optional<Chain> read = store.read("reading unsealed rows", session -> read(session, book));
        if (read.isEmpty() || read.get().rows() == 0) return 0;
        boolean written = store.writeApart("sealing books", session -> write(session, read.get()));
        return written ? read.get().rows() : 0;
    }

    /// Empty where the book is broken: it stays unsealed from there on, and the proof says why.
    private Optional<Chain> read(Session session, BookName book) throws SQLException {
        Optional<Found> last = SealColumns.last(session, tags, book);
        if (last.isPresent() && !last.get().genuine()) return Optional.empty();
        var start = last.map(Found::seal).orElseGet(() -> Seal.none(book));
        long below = BookOpening.below(session, tags, book);
        var span = BookRow.Span.from(start.next(), STEP);
        List<BookRow> rows =
                start.next() < below ? BookRow.whole(session, book, span) : BookRow.tagged(session, book, span);
        var chain = new Chain(start);
        for (BookRow row : rows) {
            boolean follows =
                    book.book() == Book.MOVEMENTS || row.place() == chain.end().next();
            if (!follows || row.tag().isEmpty() && row.place() >= below) break;
            chain.add(row);
        }
        return Optional.of(chain);
    }

    /// Whether nobody else has sealed these rows meanwhile.
    private boolean write(Session session, Chain chain) throws SQLException {
        if (chain.takesPlace() && !SealColumns.take(session, chain.start())) return false;
        SealColumns.insert(session, tags, chain.seals());
        return true;
    }
}
