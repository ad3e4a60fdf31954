package dev.licet.bench.report;

import java.util.List;

/// One number measured in several rounds.
///
/// @param rounds in the order in which they were measured; none means that nothing was
public record Spread(List<Double> rounds) {
    public Spread {
        rounds = List.copyOf(rounds);
    }

    /// Of the rounds' numbers.
    public static Spread of(List<Double> rounds) {
        return new Spread(rounds);
    }

    /// The middle one, or the mean of the two in the middle; NaN of none.
    public double median() {
        double[] sorted = sorted();
        if (sorted.length == 0) return Double.NaN;
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The least; NaN of none.
    public double least() {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /// The greatest; NaN of none.
    public double most() {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    private double[] sorted() {
        return rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
