package dev.licet.domain.record;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds how many records a second are written for requests that belong to no account. Anybody can send those, and
/// each would cost a write to disk. What goes over the bound is counted, not written.
public final class RecordThrottle {
    private final InstantSource clock;
    private final int perSecond;
    private final AtomicLong skipped = new AtomicLong();
    private long second;
    private int written;

    /// @param perSecond how many may be written in each second of the clock
    public RecordThrottle(InstantSource clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
    }

    /// Whether one more may be written now.
    public synchronized boolean admits() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            written = 0;
        }
        boolean admitted = written < perSecond;
        if (admitted) written++;
        else skipped.incrementAndGet();
        return admitted;
    }

    /// How many were not written since the start.
    public long skipped() {
        return skipped.get();
    }
}
