package dev.licet.storage.book;

import dev.licet.storage.book.SealColumns.Found;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Records that are about to be removed for their age: what they were like stays known, as the digest of a
/// seal. So the records that stay still follow from those that went.
public final class BookFloor {
    private static final int MOST = 1000;

    private final Session session;
    private final RowTags tags;
    private final BookName records;

    public BookFloor(Session session, RowTags tags, AccountEnvironment whose) {
        this.session = session;
        this.tags = tags;
        this.records = new BookName(whose, Book.RECORDS);
    }

    /// Says what the records up to a place were like, which go now, at most 1000.
    ///
    /// @param from  the place of the first that is there
    /// @param floor the first place that stays
    /// @return false when they are not those that were sealed: then they must stay, because they show that
    public boolean raise(long from, long floor) throws SQLException {
        var seals = new ArrayDeque<>(SealColumns.from(session, tags, records, BookRow.Span.from(0, MOST)));
        Optional<Seal> start = from == 0 ? Optional.of(Seal.none(records)) : pruned(seals, from);
        if (start.isEmpty()) return false;
        Seal end = start.get();
        for (BookRow row : rows(from, floor)) {
            if (row.place() != end.next()) return false;
            end = end.after(row);
            if (!fits(seals, end)) return false;
        }
        if (end.next() != floor) return false;
        SealColumns.prune(session, tags, new Seal(records, floor, true, end.digest()));
        return true;
    }

    private static Optional<Seal> pruned(Queue<Found> seals, long from) {
        return Optional.ofNullable(seals.poll())
                .filter(Found::genuine)
                .map(Found::seal)
                .filter(first -> first.pruned() && first.next() == from);
    }

    private static boolean fits(Queue<Found> seals, Seal end) {
        Optional<Found> here =
                Optional.ofNullable(seals.peek()).filter(found -> found.seal().next() == end.next());
        if (here.isPresent()) seals.remove();
        return here.isEmpty() || here.get().genuine() && here.get().seal().isOf(end.digest());
    }

    private List<BookRow> rows(long from, long floor) throws SQLException {
        var span = new BookRow.Span(from, floor, MOST);
        long below = BookOpening.below(session, tags, records);
        return from < below ? BookRow.whole(session, records, span) : BookRow.tagged(session, records, span);
    }
}
