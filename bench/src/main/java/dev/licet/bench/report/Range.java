package dev.licet.bench.report;

/// From the least to the greatest round.
record Range(double least, double most) {
    boolean overlaps(Range other) {
        return least <= other.most && other.least <= most;
    }

    /// Whether it is of several rounds; not so what was measured once, nor what was not measured, which is NaN.
    boolean isWide() {
        return least < most;
    }

    @Override
    public String toString() {
        return Writer.number(least) + " to " + Writer.number(most);
    }
}
