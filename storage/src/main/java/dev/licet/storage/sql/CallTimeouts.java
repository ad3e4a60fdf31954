package dev.licet.storage.sql;

import dev.licet.domain.Repeating;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Ends the waiting of callers that have waited long enough. A virtual thread that waits with a time limit
/// needs a timer, and waking the timer thread for each call cost a twelfth of the processor time of a token.
///
/// All callers wait equally long, so they expire in the order in which they came. A caller that was answered
/// is removed at the next check.
final class CallTimeouts implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Duration timeout;
    private final Queue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Repeating timer;

    CallTimeouts(Duration timeout) {
        this.timeout = timeout;
        this.timer = new Repeating("licet-timeouts").every(PAUSE, this::look);
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
