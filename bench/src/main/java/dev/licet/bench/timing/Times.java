package dev.licet.bench.timing;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// How long each input took, and of which class it was.
///
/// @param nanos   of one input each, in the order in which they were taken
/// @param other   whether it was of the second class
/// @param repeats how often the input was taken for one time
record Times(long[] nanos, boolean[] other, int repeats) {
    /// What is above one of these shares of all times is left out, because interrupts and collections say nothing
    /// of the code. Which share is best nobody knows, so each is tried and the worst t counts.
    private static final double[] KEPT = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

    Times {
        if (nanos.length != other.length) throw new IllegalArgumentException("a time without a class");
    }

    int count() {
        return nanos.length;
    }

    /// The t that is farthest from zero; positive where the second class takes longer.
    double worst() {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return DoubleStream.of(KEPT)
                .map(share -> t(sorted[(int) Math.ceil(share * sorted.length) - 1]))
                .reduce(0, (one, next) -> Math.abs(next) > Math.abs(one) ? next : one);
    }

    /// Welch's t of the times up to a limit; zero where a class has fewer than two.
    private double t(long limit) {
        Moments first = moments(false, limit);
        Moments second = moments(true, limit);
        if (first.count() < 2 || second.count() < 2) return 0;
        double error = Math.sqrt(first.variance() / first.count() + second.variance() / second.count());
        return error == 0 ? 0 : (second.mean() - first.mean()) / error;
    }

    private record Moments(double count, double mean, double variance) {}

    private Moments moments(boolean wanted, long limit) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < nanos.length; i++) {
            if (other[i] != wanted || nanos[i] > limit) continue;
            count++;
            double off = nanos[i] - mean;
            mean += off / count;
            squares += off * (nanos[i] - mean);
        }
        return new Moments(count, mean, squares / (count - 1));
    }

    /// The middle time of a class, in nanoseconds for once.
    double median(boolean wanted) {
        long[] of = new long[nanos.length];
        int count = 0;
        for (int i = 0; i < nanos.length; i++) if (other[i] == wanted) of[count++] = nanos[i];
        long[] sorted = Arrays.copyOf(of, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : (double) sorted[count / 2] / repeats;
    }
}
