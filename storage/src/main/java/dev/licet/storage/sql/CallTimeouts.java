package dev.licet.storage.sql;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives up for the callers that have waited long enough. To wait with a time limit of one's own costs a virtual thread
/// a timer, which wakes the thread that keeps the timers: for each call that was a twelfth of what a token costs.
///
/// All wait equally long, so that whoever came first is given up first. One that was answered is let go at the next
/// look, or as soon as those before it are.
final class CallTimeouts implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;

    private final Duration patience;
    private final Queue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("licet-patience").factory());

    CallTimeouts(Duration patience) {
        this.patience = patience;
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void watch(Pending<?> pending) {
        waiting.add(pending);
    }

    private void look() {
        long now = System.nanoTime();
        for (Pending<?> first = waiting.peek(); first != null && first.isOver(now, patience); first = waiting.peek()) {
            waiting.poll();
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
