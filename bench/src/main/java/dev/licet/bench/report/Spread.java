package dev.licet.bench.report;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One number measured in several rounds.
///
/// @param rounds in the order in which they were measured; none means that nothing was, NaN that this one was not
public record Spread(List<Double> rounds) {
    private static final double STEADY = 0.9;

    public Spread {
        rounds = List.copyOf(rounds);
    }

    /// Of the rounds' numbers.
    public static Spread of(List<Double> rounds) {
        return new Spread(rounds);
    }

    /// What was measured once.
    public static Spread one(double value) {
        return new Spread(List.of(value));
    }

    /// All rounds of this and then all of that.
    public Spread and(Spread later) {
        return new Spread(Stream.concat(rounds.stream(), later.rounds.stream()).toList());
    }

    /// Round by round, this divided by that: what the machine did meanwhile hits both.
    ///
    /// @param floor with as many rounds, each measured next to one of these
    public Spread over(Spread floor) {
        if (rounds.size() != floor.rounds.size()) {
            throw new IllegalArgumentException(rounds.size() + " rounds over " + floor.rounds.size());
        }
        return new Spread(IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i) / floor.rounds.get(i))
                .toList());
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

    /// Whether the rounds still fall, as costs do while a compiler is at work: the median of the last third is
    /// more than a tenth below that of the first, with the middle third between them. Fewer than six say
    /// nothing.
    public boolean falls() {
        int third = rounds.size() / 3;
        if (third < 2) return false;
        double first = new Spread(rounds.subList(0, third)).median();
        double middle = new Spread(rounds.subList(third, rounds.size() - third)).median();
        double last = new Spread(rounds.subList(rounds.size() - third, rounds.size())).median();
        return last < STEADY * first && last <= middle && middle <= first;
    }

    /// Those that were measured.
    private double[] sorted() {
        return rounds.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }
}
