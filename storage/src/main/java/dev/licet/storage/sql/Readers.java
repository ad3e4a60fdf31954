package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A bounded pool of connections that read. Callers block, which virtual threads may.
final class Readers implements AutoCloseable {
    private final SqliteFile file;
    private final Limits limits;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(SqliteFile file, Limits limits) {
        this.file = file;
        this.limits = limits;
        this.permits = new Semaphore(limits.readers());
    }

    <T> T read(String doing, Unit<T> unit) {
        acquire(doing);
        try {
            return onOne(unit);
        } catch (SQLException failure) {
            throw new StoreUnavailable(doing, failure);
        } finally {
            permits.release();
        }
    }

    private void acquire(String doing) {
        try {
            if (permits.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailable(doing, new SQLException("no free connection"));
    }

    /// The connection goes back only after it has done its work without a complaint.
    private <T> T onOne(Unit<T> unit) throws SQLException {
        Session session = take();
        boolean good = false;
        try {
            T answer = unit.run(session);
            good = true;
            return answer;
        } finally {
            if (good && !closed) idle.push(session);
            else session.close();
        }
    }

    private Session take() throws SQLException {
        if (closed) throw new SQLException("closed");
        Session session = idle.poll();
        return session != null ? session : file.reader();
    }

    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(limits.readers());
        for (Session session = idle.poll(); session != null; session = idle.poll()) session.close();
        permits.release(limits.readers());
    }
}
