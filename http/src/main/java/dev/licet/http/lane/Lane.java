package dev.licet.http.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A few platform threads that do one kind of work, with a bounded queue before them, in which parties are served in
/// turn ([Row]).
public final class Lane implements AutoCloseable {
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Size size;
    private final Row row;
    private final List<Thread> threads = new ArrayList<>();
    private int idle;
    private boolean closed;

    /// How much is done and how much may wait.
    ///
    /// @param threads  how many work at the same time
    /// @param waiting  how many pieces of work may wait for a thread
    /// @param longestWait how long a piece of work waits to be begun; then it is turned away
    /// @param rest    how many times as long as it worked a thread rests before the next piece of work
    public record Size(int threads, int waiting, Duration longestWait, int rest) {
        public Size {
            if (threads < 1 || waiting < 1) throw new IllegalArgumentException("size: must be 1 or more");
            if (rest < 0) throw new IllegalArgumentException("rest: must be 0 or more");
            if (!longestWait.isPositive()) throw new IllegalArgumentException("longestWait: must be positive");
        }

        /// Without a rest.
        public Size(int threads, int waiting, Duration longestWait) {
            this(threads, waiting, longestWait, 0);
        }
    }

    /// Something to compute.
    ///
    /// @param <T> what it makes
    /// @param <X> how it may fail
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        /// Makes it.
        T make() throws X;
    }

    /// Opens a lane.
    ///
    /// @param name     what its threads are called
    /// @param priority how its threads stand back for others
    public Lane(String name, Size size, Priority priority) {
        this.size = size;
        this.row = new Row(size.waiting());
        for (int i = 1; i <= size.threads(); i++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("licet-" + name + "-" + i).start(() -> {
                        priority.take();
                        work();
                    }));
        }
    }

    /// Has the work done and waits until it is, or says why it will not be done: at once where there is no
    /// room. What it throws is thrown here.
    public <T, X extends Exception> Turn<T> take(Asker asker, Work<T, X> work) throws X {
        var errand = new Errand<>(asker, work);
        if (!enter(errand)) return new Turn.Full<>();
        return errand.await(size.longestWait());
    }

    private synchronized boolean enter(Errand<?, ?> errand) {
        if (closed || !row.add(errand)) return false;
        if (idle > 0) notify();
        return true;
    }

    private void work() {
        OptionalLong worked = workOnce();
        while (worked.isPresent()) {
            rest(worked.getAsLong());
            worked = workOnce();
        }
    }

    /// What one lane asks of the processors and of the disk leaves room for others only while it asks for nothing.
    private void rest(long worked) {
        if (size.rest() > 0) LockSupport.parkNanos(Math.min(size.rest() * worked, LONGEST_REST));
    }

    /// A method of its own: a thread that rests or waits for the next piece of work keeps nothing of the one before,
    /// such as the secrets in a request.
    ///
    /// @return how many nanoseconds it took; empty when there is to be no more
    private OptionalLong workOnce() {
        Optional<Errand<?, ?>> next = next();
        if (next.isEmpty()) return OptionalLong.empty();
        long begin = System.nanoTime();
        next.get().run();
        return OptionalLong.of(System.nanoTime() - begin);
    }

    /// The next piece of work, when there is one; empty when the lane is closed.
    private synchronized Optional<Errand<?, ?>> next() {
        Optional<Errand<?, ?>> next = row.next(anybody -> true);
        while (next.isEmpty() && !closed) {
            sleep();
            next = row.next(anybody -> true);
        }
        return next;
    }

    private void sleep() {
        idle++;
        try {
            wait();
        } catch (InterruptedException nobodyDoesThis) {
            closed = true;
        } finally {
            idle--;
        }
    }

    /// How many pieces of work wait.
    public int waiting() {
        return row.length();
    }

    /// How much is done and how much may wait.
    public Size size() {
        return size;
    }

    /// Begins nothing any more. What waits is told that there was no room.
    @Override
    public synchronized void close() {
        closed = true;
        row.turnAllAway();
        notifyAll();
    }
}
