package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.load.ReadLoad;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds how many connections read at a time. Callers block, which virtual threads may.
final class Readers implements AutoCloseable {
    private final Connections connections;
    private final Limits limits;
    private final Semaphore permits;
    private final Semaphore hasty = new Semaphore(Limits.HASTY_SURVEYS);
    private volatile boolean closed;

    Readers(Connections connections, Limits limits) {
        this.connections = connections;
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

    ReadLoad load() {
        int free = permits.availablePermits();
        return new ReadLoad(limits.readers() - free, permits.getQueueLength(), limits.readers());
    }

    /// On a connection beside the pool.
    <T> T survey(String doing, Unit<T> unit) {
        try (Session session = connections.surveyor()) {
            return unit.run(session);
        } catch (SQLException failure) {
            throw new StoreUnavailable(doing, failure);
        }
    }

    /// The same for a request: on one of few such connections, or not at all.
    <T> T surveyInTime(String doing, Unit<T> unit) {
        if (!hasty.tryAcquire()) throw new StoreUnavailable(doing, new SQLException("others look through it already"));
        try (Session session = connections.hastySurveyor()) {
            return unit.run(session);
        } catch (SQLException failure) {
            throw new StoreUnavailable(doing, failure);
        } finally {
            hasty.release();
        }
    }

    private void acquire(String doing) {
        try {
            if (permits.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) return;
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
            if (good && !closed) session.release();
            else session.close();
        }
    }

    private Session take() throws SQLException {
        if (closed) throw new SQLException("closed");
        return connections.reader();
    }

    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(limits.readers());
        permits.release(limits.readers());
    }
}
