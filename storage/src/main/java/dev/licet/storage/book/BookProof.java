package dev.licet.storage.book;

import dev.licet.storage.book.BookRow.Span;
import dev.licet.storage.book.SealColumns.Found;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows one book from its first row that is left to its last, and says of every row that is not as it
/// was written and of every seal that does not follow which one it is.
final class BookProof {
    private static final int PAGE = 1000;
    private static final String FLOOR = "SELECT ordinal FROM record_floor WHERE account = ? AND environment = ?";
    private static final String LAST_TAG =
            "SELECT movement_tag FROM account_half WHERE account = ? AND environment = ?";

    private final Session session;
    private final RowTags tags;
    private final BookName name;
    private final Words words;
    private final Deque<Found> seals = new ArrayDeque<>();
    private Seal end;
    private long sealsFrom;
    /// Up to there all was compared.
    private long good;
    private byte[] tag = RowTags.NONE;
    private Optional<Checkpoint.End> noted = Optional.empty();

    /// @param words is told what is wrong
    BookProof(Session session, RowTags tags, BookName name, Words words) {
        this.session = session;
        this.tags = tags;
        this.name = name;
        this.words = words;
        this.end = Seal.none(name);
    }

    /// Where findings go.
    ///
    /// @param row  of rows that are not as they were written
    /// @param seal of rows that are not those that were sealed
    record Words(Consumer<String> row, Consumer<String> seal) {}

    /// @param earlier how far the book was once
    void follow(Optional<Checkpoint.End> earlier) throws SQLException {
        begin();
        noted = earlier.filter(once -> once.next() >= end.next());
        long below = BookOpening.below(session, tags, name);
        int read = PAGE;
        for (long from = end.next(); read == PAGE; from = end.next()) {
            var page = BookRow.whole(session, name, Span.from(from, PAGE));
            for (BookRow row : page) add(row, below);
            read = page.size();
        }
        compareUpTo(Long.MAX_VALUE);
        if (isOf(Book.MOVEMENTS) && !Arrays.equals(tag, lastTag()))
            words.row().accept(name.words() + "the last one is not the one that account_half names");
    }

    /// What was pruned is known by its seal.
    private void begin() throws SQLException {
        long floor = isOf(Book.MOVEMENTS) ? 0 : floor();
        if (floor == 0) return;
        Optional<Seal> there =
                nextSeal().filter(Found::genuine).map(Found::seal).filter(seal -> seal.next() == floor);
        if (there.isPresent()) seals.remove();
        if (there.filter(Seal::pruned).isEmpty())
            words.seal().accept(name.words() + "no seal says that retention removed what stood before place " + floor);
        end = there.orElseGet(() -> new Seal(name, floor, false, BookRow.BEGINNING));
        good = floor;
    }

    private long floor() throws SQLException {
        return session.first(
                        FLOOR, Row::number, name.whose().account(), name.whose().environment())
                .orElse(0L);
    }

    private byte[] lastTag() throws SQLException {
        return session.first(
                        LAST_TAG,
                        Row::maybeBytes,
                        name.whose().account(),
                        name.whose().environment())
                .flatMap(found -> found)
                .orElse(RowTags.NONE);
    }

    private void add(BookRow row, long below) throws SQLException {
        compareUpTo(row.place());
        if (isOf(Book.RECORDS) && row.place() != end.next())
            words.seal().accept(name.words() + missing(row.place() - 1));
        byte[] due = tags.of(name.book(), tag, row.written());
        boolean early = row.tag().isEmpty() && row.place() < below;
        if (!early && !Arrays.equals(due, row.tag().orElse(RowTags.NONE)))
            words.row().accept(words(row));
        if (isOf(Book.MOVEMENTS)) tag = row.tag().orElse(tag);
        end = end.after(row);
    }

    /// Compares the seals of what stands before a place.
    private void compareUpTo(long place) throws SQLException {
        Optional<Checkpoint.End> once = noted.filter(point -> point.next() <= place);
        if (once.isPresent()) compare(once.get());
        for (Optional<Found> due = due(place); due.isPresent(); due = due(place)) {
            seals.remove();
            compare(due.get());
        }
    }

    private Optional<Found> due(long place) throws SQLException {
        return nextSeal().filter(found -> found.seal().next() <= place);
    }

    private Optional<Found> nextSeal() throws SQLException {
        if (seals.isEmpty()) {
            seals.addAll(SealColumns.from(session, tags, name, Span.from(sealsFrom, PAGE)));
            if (!seals.isEmpty()) sealsFrom = seals.getLast().seal().next() + 1;
        }
        return Optional.ofNullable(seals.peek());
    }

    private void compare(Checkpoint.End once) {
        noted = Optional.empty();
        if (once.isAt(end.digest())) return;
        words.seal().accept(name.words() + "the rows before place " + once.next() + " are not those of the checkpoint");
    }

    private void compare(Found found) {
        Seal seal = found.seal();
        if (!found.genuine()) {
            words.seal()
                    .accept("table book_seal, account " + name.account() + ": the seal of the "
                            + name.book().table() + "s before place " + seal.next() + " is not genuine");
            return;
        }
        if (!seal.isOf(end.digest())) {
            words.seal()
                    .accept(name.words() + "the rows at places " + good + " to " + (seal.next() - 1)
                            + " are not those that were sealed");
            end = new Seal(name, end.next(), false, seal.digest());
        }
        good = seal.next();
    }

    private String missing(long last) {
        long first = end.next();
        return first == last
                ? "the row at place " + first + " is missing"
                : "the rows at places " + first + " to " + last + " are missing";
    }

    private boolean isOf(Book book) {
        return name.book() == book;
    }

    private String words(BookRow row) {
        String place = isOf(Book.RECORDS) ? " (place " + row.place() + ")" : "";
        return name.words() + "row " + row.id() + place + " is not as it was written";
    }
}
