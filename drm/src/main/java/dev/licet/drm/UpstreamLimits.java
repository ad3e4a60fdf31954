package dev.licet.drm;

import dev.licet.crypto.Authorities;
import dev.licet.domain.OutcomeCounts;
import java.time.Duration;

/// How long and how often another license server is asked.
///
/// @param budget   the longest time one device waits, for two attempts together; each has half of it
/// @param connect  how much of an attempt may go into connecting
/// @param atOnce   how many requests may wait for one upstream at the same time; the others are turned away
/// @param failures after how many requests in a row without an answer an upstream is left alone
/// @param pause    for how long it is left alone, before one request tries it again
/// @param trust    whose certificates are believed
/// @param watch    told how it went
public record UpstreamLimits(
        Duration budget,
        Duration connect,
        int atOnce,
        int failures,
        Duration pause,
        Authorities trust,
        OutcomeCounts<UpstreamOutcome> watch) {
    /// The shortest budget: a millisecond for each attempt.
    public static final Duration LEAST_BUDGET = Duration.ofMillis(2);

    /// The counts of settings that nobody watches: one object, so that two settings with the same values are equal.
    private static final OutcomeCounts<UpstreamOutcome> UNWATCHED = new OutcomeCounts<>(UpstreamOutcome.class);

    /// Two seconds, half a second to connect, 256 at once, five failures, five seconds.
    public static final UpstreamLimits STANDARD =
            new UpstreamLimits(Duration.ofSeconds(2), Duration.ofMillis(500), 256, 5, Duration.ofSeconds(5));

    /// With the authorities of the Java installation alone.
    public UpstreamLimits(Duration budget, Duration connect, int atOnce, int failures, Duration pause) {
        this(budget, connect, atOnce, failures, pause, Authorities.USUAL, UNWATCHED);
    }

    /// The same, believing others.
    public UpstreamLimits trusting(Authorities other) {
        return new UpstreamLimits(budget, connect, atOnce, failures, pause, other, watch);
    }

    /// The same, telling somebody else.
    public UpstreamLimits watchedBy(OutcomeCounts<UpstreamOutcome> other) {
        return new UpstreamLimits(budget, connect, atOnce, failures, pause, trust, other);
    }

    public UpstreamLimits {
        if (budget.compareTo(LEAST_BUDGET) < 0)
            throw new IllegalArgumentException("budget: must be 2 milliseconds or more");
        if (!connect.isPositive()) throw new IllegalArgumentException("connect: must be positive");
        if (atOnce < 1) throw new IllegalArgumentException("atOnce: must be 1 or more");
        if (failures < 1) throw new IllegalArgumentException("failures: must be 1 or more");
        if (!pause.isPositive()) throw new IllegalArgumentException("pause: must be positive");
    }
}
