package dev.licet.storage.sql;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends the waiting of callers that have waited long enough. A virtual thread that waits with a time limit
/// needs a timer, and waking the timer thread for each call cost a twelfth of the processor time of a token.
///
/// All callers wait equally long, so they expire in the order in which they came. A caller that was answered
/// is removed at the next check.
final class CallTimeouts implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;

    private final Duration timeout;
    private final Queue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("licet-timeouts").factory());

    CallTimeouts(Duration timeout) {
        this.timeout = timeout;
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void watch(Pending<?> pending) {
        waiting.add(pending);
    }

    private void look() {
        long now = System.nanoTime();
        for (Pending<?> first = waiting.peek(); first != null && first.isOver(now, timeout); first = waiting.peek()) {
            waiting.poll();
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
