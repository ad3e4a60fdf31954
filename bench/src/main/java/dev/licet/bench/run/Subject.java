package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import java.util.function.Supplier;

/// A scenario on a server, a round at a time.
final class Subject {
    private static final double FIRST_GUESS = 6000;
    private static final double RESERVE = 1.6;
    private static final int SPARE = 100;
    private static final double SHORTEST_WARM_UP = 0.6;

    private final Target target;
    private final Scenario scenario;
    private final int connections;
    private final double seconds;
    private double guess = FIRST_GUESS;
    private boolean warm;

    /// @param seconds of a round
    Subject(Target target, Scenario scenario, int connections, double seconds) {
        this.target = target;
        this.scenario = scenario;
        this.connections = connections;
        this.seconds = seconds;
    }

    /// What came of a round.
    ///
    /// @param cpuMicros      processor time of what answers, for each answer
    /// @param databaseMicros the same of the database beside it
    record Round(Load.Result result, double cpuMicros, double databaseMicros) {
        Speed speed() {
            return new Speed(result.rate(), cpuMicros, result.busy());
        }

        double millis(double share) {
            return result.latencies().millis(share);
        }
    }

    String name() {
        return scenario.name();
    }

    /// Until the processor time of a request has stopped to fall: on one core the JIT compiler takes its time.
    ///
    /// @param most so many seconds
    void warmUp(double most) {
        var warmth = new Warmth();
        double length = Math.max(SHORTEST_WARM_UP, seconds / 3);
        for (double left = most; left > 0 && !warmth.isReached(); left -= length) {
            warmth.add(flatOut(length).cpuMicros());
        }
        warm = warmth.isReached();
    }

    /// Whether warming up came to its end.
    boolean isWarm() {
        return warm;
    }

    /// As many requests as it can do.
    Round flatOut() {
        return checked(flatOut(seconds));
    }

    /// Again with more requests, when those that were prepared did not last for the whole round: its rate would
    /// be wrong.
    private Round flatOut(double length) {
        Round round = attempt(length);
        while (round.result().seconds() < length) {
            guess *= 2;
            round = attempt(length);
        }
        guess = Math.max(guess, round.result().rate());
        return round;
    }

    private Round attempt(double length) {
        var requests = scenario.prepare().apply((int) (guess * length * RESERVE) + SPARE);
        try (var load = new Load(target.ports(), connections, scenario.manner())) {
            return round(() -> load.flatOut(requests, length));
        }
    }

    /// So many requests per second.
    Round steady(double perSecond) {
        var requests = scenario.prepare().apply((int) (perSecond * seconds) + SPARE);
        try (var load = new Load(target.ports(), connections, scenario.manner())) {
            return checked(round(() -> load.atRate(requests, seconds, perSecond)));
        }
    }

    private Round round(Supplier<Load.Result> work) {
        System.gc();
        double before = target.cpuSeconds();
        double databaseBefore = target.databaseSeconds();
        var result = work.get();
        double each = 1e6 / Math.max(1, result.answered());
        return new Round(
                result, (target.cpuSeconds() - before) * each, (target.databaseSeconds() - databaseBefore) * each);
    }

    /// While a server warms up, a first answer may take longer than the generator waits; what counts is complete.
    private Round checked(Round round) {
        var result = round.result();
        long others = result.answered() - result.good();
        if (others > result.good() / 100) {
            throw new IllegalStateException(name() + ": " + others + " of " + result.answered()
                    + " answers were not 200, the first: " + result.firstBad().orElse("none came"));
        }
        return round;
    }
}
