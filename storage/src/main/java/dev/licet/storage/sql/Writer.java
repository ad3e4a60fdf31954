package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.Thrown;
import dev.licet.storage.load.WriteLoad;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A thread that writes, and its one connection: group commit, as the package above explains it.
///
/// It is a platform thread, because an fsync would hold a virtual thread's carrier.
final class Writer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Writer.class.getName());
    private static final long IDLE_MILLIS = 100;
    private static final long GATHER_NANOS = 1_000_000;
    private static final long GATHER_STEP_NANOS = 250_000;

    private final Connections connections;
    private final Dialect dialect;
    private final Limits limits;
    private final CommitMarks marks;
    private final BlockingQueue<Pending<?>> queue;
    private final CallTimeouts timeouts;
    private final Thread thread;
    private boolean company;
    private Optional<Session> session = Optional.empty();
    private volatile boolean closing;
    private volatile long commits;
    private volatile long units;
    private volatile long waitedNanos;

    Writer(Connections connections, Limits limits, CommitMarks marks) {
        this.connections = connections;
        this.dialect = connections.dialect();
        this.limits = limits;
        this.marks = marks;
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        this.timeouts = new CallTimeouts(limits.timeout());
        this.thread = connections.writers().newThread(this::work);
        thread.setName("licet-writer");
        thread.start();
    }

    <T> T write(String doing, Optional<Hold> hold, Unit<T> unit) {
        var pending = new Pending<>(doing, hold, unit);
        if (closing) throw new StoreUnavailable(doing, new SQLException("closed"));
        if (!queue.offer(pending)) throw new StoreUnavailable(doing, new SQLException("too many are waiting"));
        timeouts.watch(pending);
        if (!thread.isAlive()) pending.failed(new SQLException("closed"));
        return pending.await();
    }

    /// How often a transaction was committed, which is how often the disk was waited for.
    long commits() {
        return commits;
    }

    /// Whether what is handed over will be worked on.
    boolean isAlive() {
        return thread.isAlive();
    }

    /// What it has done since its start, and what waits for it.
    WriteLoad load() {
        return new WriteLoad(commits, units, Duration.ofNanos(waitedNanos), waiting());
    }

    /// How many units have not been taken into a batch yet.
    int waiting() {
        return queue.size();
    }

    private void work() {
        while (!closing || !queue.isEmpty()) {
            try {
                process(nextBatch());
            } catch (InterruptedException nobodyDoesThis) {
                closing = true;
            } catch (RuntimeException | Error surprise) {
                // The thread must outlive whatever is thrown; those who wait are told by their timeout.
                session = Optional.empty();
                Thrown.report(LOGGER, "a writer goes on after a surprise", surprise);
            }
        }
    }

    private List<Pending<?>> nextBatch() throws InterruptedException {
        var batch = new ArrayList<Pending<?>>();
        Pending<?> first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) return batch;
        batch.add(first);
        if (company) gather();
        queue.drainTo(batch, limits.batch() - 1);
        company = batch.size() > 1;
        return batch;
    }

    /// Waits while more units arrive, but no longer than a fast disk takes to commit. A commit pays for the
    /// disk, the log and the thread switches once, however many units share it. A single writer does not
    /// wait.
    private void gather() {
        long end = System.nanoTime() + GATHER_NANOS;
        int seen = -1;
        while (queue.size() > seen && System.nanoTime() < end) {
            seen = queue.size();
            LockSupport.parkNanos(GATHER_STEP_NANOS);
        }
    }

    private void process(List<Pending<?>> batch) {
        try {
            together(batch);
        } catch (CommitLost lost) {
            discard();
            settle(lost, this::alone);
        } catch (SQLException | RuntimeException | Error broken) {
            discard();
            batch.forEach(this::alone);
        } finally {
            rest();
        }
    }

    /// Runs the batch until it goes through: each round takes out one unit that failed by its own fault.
    private void together(List<Pending<?>> batch) throws SQLException, CommitLost {
        var rest = new ArrayList<>(batch);
        do rest.removeIf(pending -> !pending.isWanted());
        while (!rest.isEmpty() && !attempt(rest));
    }

    /// @return false when a unit was at fault; it has been told, and everything was rolled back
    private boolean attempt(List<Pending<?>> batch) throws SQLException, CommitLost {
        Session open = session();
        open.begin();
        Mark mark = marks.next();
        dialect.hold(open, holds(batch), mark);
        boolean good = all(batch, pending -> runs(pending, () -> pending.prepare(open)))
                && all(batch, pending -> runs(pending, () -> pending.run(open)));
        if (!good) {
            open.rollback();
            return false;
        }
        open.settle();
        Consumer<Pending<?>> outcome = outcome(open, mark, batch);
        // Whoever is told may ask for the load at once, and must find its own unit in it.
        count(batch);
        batch.forEach(outcome);
        return true;
    }

    /// Commits.
    ///
    /// @return what to tell each unit of the batch
    private Consumer<Pending<?>> outcome(Session open, Mark mark, List<Pending<?>> batch)
            throws SQLException, CommitLost {
        try {
            commit(open, mark, batch);
            return Pending::committed;
        } catch (NotReplicated unconfirmed) {
            return pending -> pending.failed(unconfirmed);
        }
    }

    /// The writer's thread alone changes these.
    private void count(List<Pending<?>> batch) {
        long now = System.nanoTime();
        long waited = 0;
        for (Pending<?> pending : batch) waited += pending.waitedNanos(now);
        commits++;
        units += batch.size();
        waitedNanos += waited;
    }

    private static List<Hold> holds(List<Pending<?>> batch) {
        var holds = new ArrayList<Hold>();
        for (Pending<?> pending : batch) pending.hold().ifPresent(holds::add);
        return holds;
    }

    private void commit(Session open, Mark mark, List<Pending<?>> batch) throws SQLException, CommitLost {
        try {
            open.commit();
        } catch (NotReplicated unconfirmed) {
            throw unconfirmed;
        } catch (SQLException | RuntimeException | Error failure) {
            // Whatever a driver throws then, the server may have committed.
            if (!dialect.canLoseCommits()) throw failure;
            throw new CommitLost(mark, batch, failure);
        }
    }

    /// A unit is run again only when it is known that it was not committed.
    private void settle(CommitLost lost, Consumer<Pending<?>> notMade) {
        var made = marks.wasCommitted(lost.mark());
        for (Pending<?> pending : lost.batch()) {
            if (made.isEmpty()) pending.failed(lost);
            else if (made.get()) pending.committed();
            else notMade.accept(pending);
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private interface Check {
        boolean passes(Pending<?> pending) throws SQLException;
    }

    private static boolean all(List<Pending<?>> batch, Check check) throws SQLException {
        for (Pending<?> pending : batch) if (!check.passes(pending)) return false;
        return true;
    }

    private boolean runs(Pending<?> pending, Step step) throws SQLException {
        try {
            step.run();
            return true;
        } catch (SQLException failure) {
            if (!dialect.isConstraintViolation(failure)) throw failure;
            pending.failed(failure);
            return false;
        } catch (RuntimeException | Error bug) {
            pending.failed(bug);
            return false;
        }
    }

    /// The second and last try of a unit, after the connection broke under the whole batch.
    private void alone(Pending<?> pending) {
        try {
            together(List.of(pending));
        } catch (CommitLost lost) {
            discard();
            settle(lost, again -> again.failed(lost));
        } catch (SQLException | RuntimeException | Error broken) {
            discard();
            pending.failed(broken);
        }
    }

    private Session session() throws SQLException {
        if (session.isEmpty()) session = Optional.of(connections.writer());
        return session.get();
    }

    /// Between batches the connection is returned to the pool, which checks idle connections.
    private void rest() {
        session.ifPresent(Session::release);
        session = Optional.empty();
    }

    private void discard() {
        session.ifPresent(Session::close);
        session = Optional.empty();
    }

    /// Writes what waits, then closes the connection. What arrives from now on is refused.
    @Override
    public void close() {
        closing = true;
        // Else a thread that has nothing to do would look only after its pause, and there are several to be closed.
        queue.offer(Pending.nothing());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        queue.forEach(late -> late.failed(new SQLException("closed")));
        timeouts.close();
        if (interrupted) Thread.currentThread().interrupt();
    }
}
