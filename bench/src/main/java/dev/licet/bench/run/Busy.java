package dev.licet.bench.run;

import java.util.List;
import java.util.Locale;

/// Whether the generator was the limit and not what it asked.
final class Busy {
    private static final double SATURATED = 0.9;

    private Busy() {}

    static boolean is(List<Speed> rounds) {
        return median(rounds) >= SATURATED;
    }

    static String remark(List<Speed> rounds) {
        return String.format(
                Locale.ROOT,
                "the generator was busy for %.0f %% of the time and may be the limit",
                100 * median(rounds));
    }

    private static double median(List<Speed> rounds) {
        return Comparison.spread(rounds, Speed::busy).median();
    }
}
