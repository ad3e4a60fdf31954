package dev.licet.server.serve;

import dev.licet.domain.Repeating;
import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.book.Books;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Seals the books every few seconds while the service runs, on a thread of its own: a long look through
/// old records must not wait for pruning, nor that for it.
final class BookSealing implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(BookSealing.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Books books;
    private final Repeating timer;

    BookSealing(Books books) {
        this.books = books;
        this.timer = new Repeating("licet-books").every(PAUSE, this::seal);
    }

    /// What cannot be sealed now is sealed the next time.
    private void seal() {
        try {
            long rows = books.seal(timer::isOpen);
            if (rows > 0) LOGGER.log(Level.DEBUG, "sealed {0} rows", rows);
        } catch (StoreUnavailable noAnswer) {
            LOGGER.log(Level.DEBUG, noAnswer.getMessage());
        }
    }

    /// Waits for the round in work: the database is closed next.
    @Override
    public void close() {
        timer.close();
    }
}
