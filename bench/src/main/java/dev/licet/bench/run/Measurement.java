package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures one scenario on one server: first how many it can do, then how long they take at 70 percent of that.
final class Measurement {
    private static final double SHARE = 0.7;
    private static final double FIRST_GUESS = 6000;
    private static final double RESERVE = 1.6;
    private static final double JUDGED = 0.99;

    private final Plan plan;
    private final Child server;
    private final Book book;

    Measurement(Plan plan, Child server, Book book) {
        this.plan = plan;
        this.server = server;
        this.book = book;
    }

    /// What one round says.
    private record Round(Load.Result result, double cpuMicros) {
        static List<Double> rates(List<Round> rounds) {
            return rounds.stream().map(round -> round.result().rate()).toList();
        }

        static Spread quantile(List<Round> rounds, double share) {
            return Spread.of(rounds.stream()
                    .map(round -> round.result().latencies().millis(share))
                    .toList());
        }
    }

    /// @param rate compares the row of requests per second with its floor
    /// @param cost compares the row of CPU time with its floor
    /// @return requests per second
    double run(String group, Scenario scenario, Function<Row, Row> rate, Function<Row, Row> cost) {
        double guess = saturation(scenario, FIRST_GUESS, plan.warmUp(), 1)
                .getFirst()
                .result()
                .rate();
        var flatOut = saturation(scenario, guess, plan.seconds(), plan.rounds());
        var rates = Spread.of(Round.rates(flatOut));
        var cpu = Spread.of(flatOut.stream().map(Round::cpuMicros).toList());
        book.add(rate.apply(Row.of(group + " rate", scenario.name(), "requests/s", rates)));
        book.add(cost.apply(Row.of(group + " CPU", scenario.name(), "µs/request", cpu)));
        var steady = steady(scenario, SHARE * rates.median());
        for (double share : new double[] {0.5, JUDGED, 0.999}) {
            String name = scenario.name() + ", p" + Double.toString(share * 100).replace(".0", "");
            var row = Row.of(group + " latency", name, "ms", Round.quantile(steady, share));
            book.add(share == JUDGED && group.equals("token") ? row.atMost(5) : row);
        }
        return rates.median();
    }

    private List<Round> saturation(Scenario scenario, double guess, double seconds, int rounds) {
        var all = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
            var requests = scenario.prepare().apply((int) (guess * seconds * RESERVE));
            try (var load = new Load(server.port(), plan.connections())) {
                all.add(round(scenario, () -> load.flatOut(requests, seconds)));
            }
        }
        return all;
    }

    private List<Round> steady(Scenario scenario, double perSecond) {
        var all = new ArrayList<Round>();
        for (int i = 0; i < plan.rounds(); i++) {
            var requests = scenario.prepare().apply((int) (perSecond * plan.seconds() * 1.1) + 100);
            try (var load = new Load(server.port(), plan.connections())) {
                all.add(round(scenario, () -> load.atRate(requests, plan.seconds(), perSecond)));
            }
        }
        return all;
    }

    private Round round(Scenario scenario, Supplier<Load.Result> work) {
        System.gc();
        double before = server.cpuSeconds();
        var result = work.get();
        double micros = (server.cpuSeconds() - before) * 1e6 / Math.max(1, result.answered());
        long others = result.answered() - result.good();
        if (others > result.good() / 100) {
            throw new IllegalStateException(scenario.name() + ": " + others + " of " + result.answered()
                    + " answers were not 200, the first: " + result.firstBad().orElse("none came"));
        }
        return new Round(result, micros);
    }
}
