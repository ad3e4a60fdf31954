package dev.licet.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How many requests may be in work, while the processor can do less than comes in.
///
/// It falls to less than are in work once the processor has been late for a while, and again with each step in which it
/// still is; it rises a little with each step in which it is not. So there is as much in work as is done in a moment,
/// and whoever is turned away need not wait behind more. To open wide in the first good moment would let in all who
/// wait outside, and the next moments would be worse than before.
final class AdaptiveLimit {
    /// Long enough to see what the last step did.
    static final Duration STEP = SchedulingDelay.PATIENCE;

    private static final int RISE_DIVISOR = 4;

    private final int most;
    private final int few;
    private final SchedulingDelay lateness;
    private final LongSupplier nanos;
    private long stepped;
    private int allowed;

    /// @param most     what it is when nothing is late
    /// @param few      what it never falls below
    /// @param lateness that of the processor
    /// @param nanos    a clock like [System#nanoTime]
    AdaptiveLimit(int most, int few, SchedulingDelay lateness, LongSupplier nanos) {
        this.most = most;
        this.few = few;
        this.lateness = lateness;
        this.nanos = nanos;
        stepped = nanos.getAsLong();
        allowed = most;
    }

    /// How many may be in work now. Asked for every request of a busy service.
    ///
    /// @param inWork how many are
    synchronized int now(int inWork) {
        boolean late = lateness.isLate();
        long now = nanos.getAsLong();
        long steps = (now - stepped) / STEP.toNanos();
        if (steps == 0) return allowed;
        stepped = now;
        if (!late) rise(steps);
        else if (allowed < most || lateness.isStanding()) allowed = Math.max(few, Math.min(allowed, inWork) * 3 / 4);
        return allowed;
    }

    /// Steps in which nobody asked count, too: there was nobody to be late for.
    private void rise(long steps) {
        allowed = (int) Math.min(most, allowed + steps * Math.max(1, few / RISE_DIVISOR));
    }
}
