package dev.licet.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// How long what is ready to go on waits for the processor, measured by sending a runner to the end of the queue now
/// and then. Whoever waits for a disk, a database or another server stands in no queue and delays no runner, however
/// many they are.
///
/// A moment of it is nothing: a collection of garbage, a batch of answers. It is standing when it goes on, and that it
/// does only where more comes in than can be done.
final class SchedulingDelay {
    /// From which on a runner is late.
    static final Duration PATIENCE = Duration.ofMillis(10);
    /// How long it is looked at before it is judged: longer than a collection of garbage.
    static final Duration SPAN = Duration.ofMillis(100);
    /// Between two runners, so that they cost nothing.
    static final Duration PAUSE = Duration.ofMillis(1);
    /// The share of a span in which a runner was late, from which on it is standing.
    private static final double BEGINS = 1.0 / 3;
    /// The share below which it is over.
    private static final double ENDS = 1.0 / 20;

    private final Executor queue;
    private final LongSupplier nanos;
    private boolean underWay;
    private long sent;
    private long lastDelay;
    private long spanStart;
    private long counted;
    private long lateNanos;
    private boolean standing;

    /// @param queue runs what it is given behind all that is ready
    /// @param nanos a clock like [System#nanoTime]
    SchedulingDelay(Executor queue, LongSupplier nanos) {
        this.queue = queue;
        this.nanos = nanos;
        spanStart = nanos.getAsLong();
        counted = spanStart;
        sent = spanStart - PAUSE.toNanos();
    }

    /// Whether the processor is late at this moment. Asked for every request of a busy service.
    synchronized boolean isLate() {
        long now = nanos.getAsLong();
        if (!underWay && now - sent >= PAUSE.toNanos()) send(now);
        if (underWay) count(now);
        if (now - spanStart >= SPAN.toNanos()) endSpan(now);
        long delay = Math.max(lastDelay, underWay ? now - sent : 0);
        return delay > PATIENCE.toNanos();
    }

    /// Whether more comes in than can be done, as of the last time that [#isLate] was asked.
    synchronized boolean isStanding() {
        return standing;
    }

    private void send(long now) {
        underWay = true;
        sent = now;
        queue.execute(this::arrived);
    }

    private synchronized void arrived() {
        long now = nanos.getAsLong();
        count(now);
        lastDelay = now - sent;
        underWay = false;
    }

    private void endSpan(long now) {
        double share = (double) lateNanos / (now - spanStart);
        standing = share > (standing ? ENDS : BEGINS);
        spanStart = now;
        lateNanos = 0;
    }

    /// Adds for how long the runner has been late since that was counted last.
    private void count(long now) {
        long late = now - sent - PATIENCE.toNanos();
        lateNanos += Math.max(0, Math.min(late, now - counted));
        counted = now;
        if (lateNanos > BEGINS * SPAN.toNanos()) standing = true;
    }
}
