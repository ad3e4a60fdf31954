package dev.licet.bench.run;

/// How long is measured.
///
/// @param seconds      of one round
/// @param floorSeconds of one round of a floor
/// @param rounds       of each scenario
/// @param warmUp       seconds before the first round, at most
/// @param microPasses  through all JMH benchmarks
/// @param stormSeconds how long a storm lasts
/// @param growth       what a large installation holds
public record Effort(
        double seconds,
        double floorSeconds,
        int rounds,
        double warmUp,
        int microPasses,
        double stormSeconds,
        Size growth) {
    /// For a first look.
    public static final Effort QUICK = new Effort(0.8, 0.5, 6, 90, 1, 20, Size.MIDDLING);
    /// For a report.
    public static final Effort FULL = new Effort(2, 1, 9, 90, 2, 600, Size.LARGE);
}
