package dev.licet.bench.load;

/// A histogram of latencies in nanoseconds: 64 steps per doubling, so a quantile is right within 1.6 percent.
public final class Latencies {
    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private long count;
    private long longest;

    /// Counts one.
    public void add(long nanos) {
        long value = Math.max(1, nanos);
        counts[slot(value)]++;
        count++;
        longest = Math.max(longest, value);
    }

    private static int slot(long value) {
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        if (exponent < STEP_BITS) return (int) value;
        int step = (int) (value >>> (exponent - STEP_BITS)) & (STEPS - 1);
        return (exponent - STEP_BITS + 1) * STEPS + step;
    }

    private static long upperEnd(int slot) {
        if (slot < STEPS) return slot;
        int exponent = slot / STEPS + STEP_BITS - 1;
        long step = slot % STEPS + 1L;
        return (1L << exponent) + (step << (exponent - STEP_BITS));
    }

    /// How many were counted.
    public long count() {
        return count;
    }

    /// The latency in milliseconds that `share` of all did not exceed.
    public double millis(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            seen += counts[slot];
            if (seen >= wanted && seen > 0) return Math.min(upperEnd(slot), longest) / 1e6;
        }
        return 0;
    }
}
