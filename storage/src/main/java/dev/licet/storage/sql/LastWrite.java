package dev.licet.storage.sql;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How the last write ended. A failed write may have been its own fault, so it leads to a trial write and not
/// to a verdict.
final class LastWrite {
    /// For how long a success says that the next write will succeed as well.
    static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private record End(boolean good, long at) {}

    private final LongSupplier nanos;
    private volatile End end;

    /// @param nanos a clock like [System#nanoTime]
    LastWrite(LongSupplier nanos) {
        this.nanos = nanos;
        this.end = new End(false, nanos.getAsLong());
    }

    void succeeded() {
        end = new End(true, nanos.getAsLong());
    }

    void failed() {
        end = new End(false, nanos.getAsLong());
    }

    /// Whether it succeeded, and not long ago.
    boolean isGood() {
        End last = end;
        return last.good() && nanos.getAsLong() - last.at() < GOOD_FOR.toNanos();
    }
}
