package dev.licet.storage.book;

import dev.licet.domain.account.AccountId;
import dev.licet.storage.book.SealColumns.Found;
import dev.licet.storage.sql.Claim;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Seals what was written since the last time, in the background. It reads beside those who write, hashes
/// outside of any transaction, and then writes one small unit for each thousand rows.
///
/// Every node does this. A seal follows from the rows before it alone, so two nodes make the same ones, and
/// whoever comes second finds that the other was there.
public final class BookSealer {
    private static final int STEP = 1024;
    /// So many steps at most for one book before the next has its turn.
    private static final int STEPS = 64;
    /// After so many calls that had nothing to look for it looks all the same: what was committed late has
    /// small numbers.
    private static final int PATIENCE = 12;

    private static final String ENDS =
            "SELECT COALESCE(SUM(records), 0), (SELECT COALESCE(MAX(id), 0) FROM movement) FROM record_end";
    private static final String SEALED = "COALESCE((SELECT MAX(s.next) FROM book_seal AS s WHERE s.account = h.account"
            + " AND s.environment = h.environment AND s.book = %d), 0)";
    private static final String UNSEALED = "SELECT h.account, h.environment, CASE WHEN h.records > "
            + SEALED.formatted(Book.RECORDS.ordinal()) + " THEN 1 ELSE 0 END,"
            + " CASE WHEN EXISTS (SELECT 1 FROM movement AS m WHERE m.account = h.account"
            + " AND m.environment = h.environment AND m.id >= " + SEALED.formatted(Book.MOVEMENTS.ordinal())
            + ") THEN 1 ELSE 0 END FROM record_end AS h";

    private record Ends(long records, long movement) {}

    private record Behind(Claim whose, boolean records, boolean movements) {}

    private final Store store;
    private final RowTags tags;
    private Ends seen = new Ends(-1, -1);
    private int idle;

    public BookSealer(Store store, RowTags tags) {
        this.store = store;
        this.tags = tags;
    }

    /// Seals all that is committed, or a good part of it.
    ///
    /// @param goOn asked between steps of about a thousand rows
    /// @return how many rows; 0 when there is nothing more
    public synchronized long seal(BooleanSupplier goOn) {
        Ends ends = store.read(
                "looking for new rows", session -> session.first(ENDS, row -> new Ends(row.number(), row.number()))
                        .orElseThrow());
        if (ends.equals(seen) && ++idle < PATIENCE) return 0;
        idle = 0;
        long sum = 0;
        for (Behind behind : store.read("looking for unsealed rows", BookSealer::behind)) {
            if (behind.records()) sum += seal(new BookName(behind.whose(), Book.RECORDS), goOn);
            if (behind.movements()) sum += seal(new BookName(behind.whose(), Book.MOVEMENTS), goOn);
        }
        if (sum == 0) seen = ends;
        return sum;
    }

    private static List<Behind> behind(Session session) throws SQLException {
        return session
                .all(
                        UNSEALED,
                        row -> new Behind(
                                new Claim(new AccountId(row.number()), row.environment()), row.flag(), row.flag()))
                .stream()
                .filter(half -> half.records() || half.movements())
                .toList();
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

    /// Seals that follow from one.
    private static final class Chain {
        private final Seal start;
        private final List<Seal> kept = new ArrayList<>();
        private Seal end;
        private int rows;
        private boolean takesPlace;

        Chain(Seal start) {
            this.start = start;
            this.end = start;
        }

        void add(BookRow row) {
            boolean stays = end.staysBefore(row.place());
            if (rows == 0) takesPlace = !stays;
            else if (stays) kept.add(end);
            end = end.after(row);
            rows++;
        }

        Seal start() {
            return start;
        }

        Seal end() {
            return end;
        }

        int rows() {
            return rows;
        }

        /// Whether the first one goes when these come.
        boolean takesPlace() {
            return takesPlace;
        }

        List<Seal> seals() {
            var all = new ArrayList<>(kept);
            all.add(end);
            return all;
        }
    }
}
