package dev.licet.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The places of requests in work. There are so many and no more; and while more comes in than the processor
/// can do, there are fewer, so that whoever is turned away need not wait behind whoever was let in.
///
/// Each request tells how long it was ready before its thread ran. When even the luckiest one of a step waited,
/// there is a standing queue, and the places become fewer than are taken; in steps without one they become a
/// few more. To open wide in the first good moment would let in all who wait outside, and the next moments
/// would be worse than before. Whoever waits for a disk, a database or another server stands in no queue for
/// the processor, and delays nobody.
final class Admission {
    /// From which on a request has waited.
    static final Duration PATIENCE = Duration.ofMillis(10);
    /// Longer than a collection of garbage.
    static final Duration STEP = Duration.ofMillis(100);

    private static final int RISE_DIVISOR = 4;

    private final int most;
    private final int few;
    private final LongSupplier nanos;
    private int allowed;
    private int inWork;
    private long step;
    private long shortestWait = Long.MAX_VALUE;

    /// @param most  how many there are
    /// @param few   how many there are at any time
    /// @param nanos a clock like [System#nanoTime]
    Admission(int most, int few, LongSupplier nanos) {
        this.most = most;
        this.few = Math.min(few, most);
        this.nanos = nanos;
        allowed = most;
        step = nanos.getAsLong();
    }

    /// Whether whoever comes now is turned away.
    synchronized boolean isFull() {
        if (inWork < few) return false;
        judge(nanos.getAsLong());
        return inWork >= allowed;
    }

    /// Takes a place, to be given back with [#giveBack].
    synchronized boolean take() {
        if (isFull()) return false;
        inWork++;
        return true;
    }

    /// The thread of a request that has a place runs.
    ///
    /// @param waited for how many nanoseconds it was ready
    synchronized void started(long waited) {
        judge(nanos.getAsLong());
        shortestWait = Math.min(shortestWait, waited);
    }

    synchronized void giveBack() {
        inWork--;
    }

    /// Steps in which nothing started count as good ones: there was nobody who had to wait.
    private void judge(long now) {
        long steps = (now - step) / STEP.toNanos();
        if (steps <= 0) return;
        boolean late = shortestWait != Long.MAX_VALUE && shortestWait > PATIENCE.toNanos();
        if (late) allowed = Math.max(few, Math.min(allowed, inWork) * 3 / 4);
        else if (allowed < most) allowed = (int) Math.min(most, allowed + steps * Math.max(1, few / RISE_DIVISOR));
        step = now;
        shortestWait = Long.MAX_VALUE;
    }
}
