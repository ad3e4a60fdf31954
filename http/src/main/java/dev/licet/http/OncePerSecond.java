package dev.licet.http;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Lets one line a second into the log out of many that say the same; it tells how many were left out before.
final class OncePerSecond {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong last;
    private final AtomicLong leftOut = new AtomicLong();

    /// @param now as [System#nanoTime] tells the time
    OncePerSecond(long now) {
        last = new AtomicLong(now - PAUSE_NANOS);
    }

    /// @return how many were left out since the last line; empty when this one is left out too
    OptionalLong due(long now) {
        long before = last.get();
        if (now - before >= PAUSE_NANOS && last.compareAndSet(before, now)) {
            return OptionalLong.of(leftOut.getAndSet(0));
        }
        leftOut.incrementAndGet();
        return OptionalLong.empty();
    }
}
