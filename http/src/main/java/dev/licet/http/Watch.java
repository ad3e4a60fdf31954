package dev.licet.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks at all connections several times within the shortest deadline and ends those that are late. One thread
/// for all: reading a deadline costs next to nothing, a timer per request would not.
final class Watch implements AutoCloseable {
    private static final Duration SLOWEST_ROUND = Duration.ofMillis(500);
    private static final int ROUNDS_PER_DEADLINE = 10;

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanos;
    private final Duration round;
    private final OncePerSecond complaining = new OncePerSecond(System.nanoTime());
    private final Thread thread;

    /// What can be late. All of it is called from the thread of the watch, and must not block.
    interface Watched {
        /// Since when it waits for its next request; [Long#MAX_VALUE] while it does something.
        default long idleSince() {
            return Long.MAX_VALUE;
        }

        boolean isLate(long now);

        /// Ends it, if it is still late when its own thread comes to it.
        void end();

        /// Closes it now if it waits for its next request, and else after the answer.
        default void makeRoom() {}

        /// Closes it now.
        void close();

        /// Whose it is.
        Peer peer();
    }

    Watch(Deadlines deadlines, LongSupplier nanos) {
        this.nanos = nanos;
        this.round = Stream.of(
                        deadlines.head(), deadlines.body(), deadlines.write(), deadlines.idle(), deadlines.first())
                .map(deadline -> deadline.dividedBy(ROUNDS_PER_DEADLINE).plusMillis(1))
                .reduce(SLOWEST_ROUND, (a, b) -> a.compareTo(b) < 0 ? a : b);
        this.thread = Thread.ofPlatform().name("licet-watch").daemon().start(this::run);
    }

    void add(Watched watched) {
        all.add(watched);
    }

    void remove(Watched watched) {
        all.remove(watched);
    }

    Set<Watched> all() {
        return all;
    }

    /// Those that have waited for their next request the longest, that one first.
    List<Watched> longestIdle(int most, Predicate<Peer> whose) {
        record Idle(long since, Watched who) {}
        return all.stream()
                .map(who -> new Idle(who.idleSince(), who))
                .filter(idle ->
                        idle.since() != Long.MAX_VALUE && whose.test(idle.who().peer()))
                .sorted(Comparator.comparingLong(Idle::since))
                .limit(most)
                .map(Idle::who)
                .toList();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(round);
                look(nanos.getAsLong());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whatever goes wrong with one must not leave the others without deadlines.
    private void look(long now) {
        for (Watched one : all) {
            try {
                if (one.isLate(now)) one.end();
            } catch (RuntimeException | Error failure) {
                if (complaining.due(System.nanoTime()).isPresent()) Loops.report(failure);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
