package dev.licet.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Looks at all connections several times within the shortest deadline and ends those that are late. One thread for
/// all: reading a deadline costs next to nothing, a timer per request would not.
final class Watch implements AutoCloseable {
    private static final Duration SLOWEST_ROUND = Duration.ofMillis(500);
    private static final int ROUNDS_PER_DEADLINE = 10;

    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanos;
    private final Duration round;
    private final Thread thread;

    Watch(Deadlines deadlines, LongSupplier nanos) {
        this.nanos = nanos;
        this.round = Stream.of(deadlines.head(), deadlines.body(), deadlines.write(), deadlines.idle())
                .map(deadline -> deadline.dividedBy(ROUNDS_PER_DEADLINE).plusMillis(1))
                .reduce(SLOWEST_ROUND, (a, b) -> a.compareTo(b) < 0 ? a : b);
        this.thread = Thread.ofPlatform().name("licet-watch").daemon().start(this::run);
    }

    void add(Guard guard) {
        guards.add(guard);
    }

    void remove(Guard guard) {
        guards.remove(guard);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(round);
                long now = nanos.getAsLong();
                guards.forEach(guard -> guard.check(now));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
