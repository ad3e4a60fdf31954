package dev.licet.bench.report;

import java.util.Arrays;
import java.util.List;

/// One number measured in several rounds.
public record Spread(double median, double least, double most) {
    /// Of the rounds' numbers; all NaN when there are none.
    public static Spread of(List<Double> rounds) {
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) return new Spread(Double.NaN, Double.NaN, Double.NaN);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }
}
