package dev.licet.storage.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way to a connection: through the pool, and around it while the pool has none.
///
/// The pool waits for as long as it may even where the server's machine says at once that nothing listens there, and
/// after a failure it lets seconds pass before it tries again. So while it has no connection at all, one is opened
/// beside it. A refusal is an answer: it is thrown at once, and for a moment everybody else is told the same
/// without asking again.
final class Entrance implements AutoCloseable {
    /// How long the pool waits at a time; the least that it takes.
    static final Duration STEP = Duration.ofMillis(250);

    /// For how long everybody is told the same.
    private static final long MOMENT_NANOS = Duration.ofMillis(100).toNanos();

    private static final String STARTING = "57P03";

    private final HikariDataSource pool;
    private final Beside beside;
    private final Duration longest;
    private final AtomicLong nextTry = new AtomicLong(System.nanoTime());
    private volatile @Nullable SQLException refusal;
    private volatile boolean empty;

    /// Opens a connection beside the pool.
    @FunctionalInterface
    interface Beside {
        Connection open() throws SQLException;
    }

    /// @param discard how it is ended when it has failed
    record Lent(Connection connection, Consumer<Connection> discard) {}

    /// @param longest how long a caller waits for a connection while all are lent
    Entrance(HikariDataSource pool, Beside beside, Duration longest) {
        this.pool = pool;
        this.beside = beside;
        this.longest = longest;
    }

    Lent connection() throws SQLException {
        SQLException last = refusal;
        if (last != null && !mayTry()) throw new SQLException(last.getMessage(), last.getSQLState(), last);
        Lent lent = empty && isEmpty() ? beside() : pooled();
        refusal = null;
        return lent;
    }

    /// One caller at a time finds out whether the server is back.
    private boolean mayTry() {
        long now = System.nanoTime();
        long at = nextTry.get();
        return now - at >= 0 && nextTry.compareAndSet(at, now + MOMENT_NANOS);
    }

    private Lent pooled() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                var lent = new Lent(pool.getConnection(), pool::evictConnection);
                empty = false;
                return lent;
            } catch (SQLTransientConnectionException none) {
                empty = isEmpty();
                if (empty) return beside();
                if (System.nanoTime() - start >= longest.toNanos()) throw none;
            }
        }
    }

    private boolean isEmpty() {
        return pool.getHikariPoolMXBean().getTotalConnections() == 0;
    }

    private Lent beside() throws SQLException {
        try {
            return new Lent(beside.open(), Session::shut);
        } catch (SQLException failure) {
            if (isRefusal(failure)) {
                nextTry.set(System.nanoTime() + MOMENT_NANOS);
                refusal = failure;
            }
            throw failure;
        }
    }

    /// Closes the pool.
    @Override
    public void close() {
        pool.close();
    }

    /// Whether the reason is one that does not take time to find out.
    private static boolean isRefusal(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) return true;
            if (cause instanceof UnknownHostException || cause instanceof NoRouteToHostException) return true;
            if (cause instanceof SQLException sql && STARTING.equals(sql.getSQLState())) return true;
        }
        return false;
    }
}
