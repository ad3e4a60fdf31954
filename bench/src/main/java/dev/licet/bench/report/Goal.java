package dev.licet.bench.report;

/// What a row has to reach. It is about the median of the ratios to the floor where there is one, else of the values.
///
/// @param atLeast whether more is better
/// @param bound   that value still reaches it
public record Goal(boolean atLeast, double bound) {
    /// Whether the row reaches it; a row without a number does not.
    boolean isMetBy(Row row) {
        double reached = row.judged().median();
        return atLeast ? reached >= bound : reached <= bound;
    }

    @Override
    public String toString() {
        return (atLeast ? "≥ " : "≤ ") + Writer.number(bound);
    }
}
