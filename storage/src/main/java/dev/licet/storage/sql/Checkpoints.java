package dev.licet.storage.sql;

import dev.licet.domain.Repeating;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Copies the write-ahead log of an embedded database into its file, beside the writer and not in it: SQLite by itself
/// lets the commit that finds 1,000 pages in the log do that, and everybody who shares the commit waits for it.
///
/// A page that was written a hundred times since the last copy is copied once, so copying seldom costs less. What
/// was copied can be written over only from a moment in which nothing was written after it; so once nearly all is
/// copied, the writer copies the rest between two commits, which is little.
final class Checkpoints implements AutoCloseable {
    /// The log is copied when it has this many pages (10 MB). A larger value would copy less often, but
    /// forcing the file to disk would take longer, and the commits next to it would wait for that.
    static final int DUE_PAGES = 2_500;

    /// When the log has this many pages (128 MB), SQLite copies them inside a commit, whether or not this
    /// thread is busy.
    static final int BACKSTOP_PAGES = 32_000;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String COPY = "PRAGMA wal_checkpoint(PASSIVE)";
    private static final String LOOK = "PRAGMA wal_checkpoint(NOOP)";

    /// Opens the connection on which the copying is done.
    @FunctionalInterface
    interface Opening {
        Session open() throws SQLException;
    }

    private final Opening opening;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean almostDone = new AtomicBoolean();
    private final Repeating timer = new Repeating("licet-checkpoint");
    private Optional<Session> session = Optional.empty();

    Checkpoints(Opening opening) {
        this.opening = opening;
    }

    /// A failure here can be ignored: the pages stay in the log, and a disk that fails also fails the next
    /// commit.
    private void look() {
        try {
            if (pages(session(), LOOK) >= DUE_PAGES) copy(session());
        } catch (SQLException | RuntimeException later) {
            session.ifPresent(Session::close);
            session = Optional.empty();
        }
    }

    /// The second round copies what was written during the first, which leaves less to the writer.
    private void copy(Session session) throws SQLException {
        pages(session, COPY);
        pages(session, COPY);
        almostDone.set(true);
    }

    /// Called by the writer after each commit. The first call starts the thread, so that processes that only
    /// read have none. While a reader is in the middle of a query the log cannot be restarted, so the copy is
    /// tried again until it can.
    void finish(Session writer) throws SQLException {
        if (started.compareAndSet(false, true)) timer.every(PAUSE, this::look);
        if (almostDone.get() && pages(writer, COPY) < DUE_PAGES) almostDone.set(false);
    }

    /// @return how many pages are in the log, copied or not
    private static int pages(Session session, String pragma) throws SQLException {
        return session.first(pragma, Checkpoints::inLog).orElse(0);
    }

    /// The columns are whether another connection is copying, pages in the log, and those of them that are copied.
    private static int inLog(Row row) throws SQLException {
        row.flag();
        return row.small();
    }

    private Session session() throws SQLException {
        if (session.isEmpty()) session = Optional.of(opening.open());
        return session.get();
    }

    @Override
    public void close() {
        timer.close();
        session.ifPresent(Session::close);
    }
}
