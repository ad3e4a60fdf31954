package dev.licet.bench.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Whether something has become as cheap as it will: the cheapest of its last five rounds is not three percent
/// cheaper than the cheapest of the five before. Single rounds say too little, because other programs make them
/// dearer.
final class Warmth {
    private static final int WINDOW = 5;
    private static final double SETTLED = 0.97;

    private final List<Double> costs = new ArrayList<>();

    /// @param cost of one round
    void add(double cost) {
        costs.add(cost);
    }

    boolean isReached() {
        int count = costs.size();
        if (count < 2 * WINDOW) return false;
        double before = Collections.min(costs.subList(count - 2 * WINDOW, count - WINDOW));
        return Collections.min(costs.subList(count - WINDOW, count)) >= SETTLED * before;
    }
}
