package dev.licet.http.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A few platform threads that do one kind of work, with a bounded queue before them.
///
/// Parties are served in turn, and each has at most its share of the queue ([Shares]): however much one of them asks
/// for, the next one waits for one piece of its work and not for all of it.
public final class Lane implements AutoCloseable {
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Size size;
    private final Shares places;
    private final Map<String, Deque<Errand<?, ?>>> waiting = new LinkedHashMap<>();
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
        this.places = new Shares(size.waiting());
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
        if (closed) return false;
        String party = errand.party();
        if (!places.take(party)) {
            dismissThoseWhoLeft();
            if (!places.take(party)) return false;
        }
        waiting.computeIfAbsent(party, first -> new ArrayDeque<>()).add(errand);
        if (idle > 0) notify();
        return true;
    }

    /// Seldom: only where a place is wanted and there is none.
    private void dismissThoseWhoLeft() {
        for (Iterator<Deque<Errand<?, ?>>> all = waiting.values().iterator(); all.hasNext(); ) {
            Deque<Errand<?, ?>> own = all.next();
            own.removeIf(errand -> {
                if (!errand.isDispensable()) return false;
                places.giveBack(errand.party());
                errand.dismiss();
                return true;
            });
            if (own.isEmpty()) all.remove();
        }
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
        while (waiting.isEmpty() && !closed) {
            idle++;
            try {
                wait();
            } catch (InterruptedException nobodyDoesThis) {
                closed = true;
            } finally {
                idle--;
            }
        }
        return closed ? Optional.empty() : Optional.of(first());
    }

    /// Of the party whose turn it is, which goes to the end of the row.
    private Errand<?, ?> first() {
        var turn = waiting.entrySet().iterator().next();
        String party = turn.getKey();
        Deque<Errand<?, ?>> own = turn.getValue();
        Errand<?, ?> first = own.remove();
        waiting.remove(party);
        if (!own.isEmpty()) waiting.put(party, own);
        places.giveBack(party);
        return first;
    }

    /// How many pieces of work wait.
    public int waiting() {
        return places.inUse();
    }

    /// How much is done and how much may wait.
    public Size size() {
        return size;
    }

    /// Begins nothing any more. What waits is told that there was no room.
    @Override
    public synchronized void close() {
        closed = true;
        waiting.values().forEach(own -> own.forEach(Errand::turnAway));
        waiting.clear();
        notifyAll();
    }
}
