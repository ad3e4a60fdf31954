package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures scenarios on one server: first how many it can do, then how long they take at 70 percent of that.
/// The rounds of several scenarios take turns, so that what else the machine does hits all of them and shows in
/// their spreads.
final class Measurement {
    private static final double SHARE = 0.7;
    private static final double FIRST_GUESS = 6000;
    private static final double RESERVE = 1.6;
    private static final double JUDGED = 0.99;
    private static final double WARM = 0.97;
    private static final int WARM_IN_A_ROW = 2;

    /// One scenario and what its rows are compared with.
    ///
    /// @param rate compares the row of requests per second with its floor
    /// @param cost compares the row of CPU time with its floor
    record Entry(Scenario scenario, Function<Row, Row> rate, Function<Row, Row> cost) {}

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

    /// The rounds of one entry.
    private static final class Rounds {
        private final Entry entry;
        private final double guess;
        private final List<Round> flatOut = new ArrayList<>();
        private final List<Round> steady = new ArrayList<>();

        Rounds(Entry entry, double guess) {
            this.entry = entry;
            this.guess = guess;
        }

        Scenario scenario() {
            return entry.scenario();
        }

        Spread rates() {
            return Spread.of(Round.rates(flatOut));
        }
    }

    /// Measures them in turns.
    void run(String group, List<Entry> entries) {
        var all = entries.stream()
                .map(entry -> new Rounds(entry, warmUp(entry.scenario())))
                .toList();
        for (int i = 0; i < plan.rounds(); i++) {
            all.forEach(one -> one.flatOut.add(saturation(one.scenario(), one.guess)));
        }
        for (int i = 0; i < plan.rounds(); i++) {
            all.forEach(one ->
                    one.steady.add(steady(one.scenario(), SHARE * one.rates().median())));
        }
        all.forEach(one -> write(group, one));
    }

    /// Until the processor time of a request has stopped to fall: on one core the JIT compiler takes its time.
    /// @return requests per second
    private double warmUp(Scenario scenario) {
        double rate = FIRST_GUESS;
        double best = Double.MAX_VALUE;
        int warm = 0;
        double left = plan.warmUp();
        for (; left > 0 && warm < WARM_IN_A_ROW; left -= plan.seconds()) {
            Round round = saturation(scenario, rate);
            warm = round.cpuMicros() < WARM * best ? 0 : warm + 1;
            best = Math.min(best, round.cpuMicros());
            rate = round.result().rate();
        }
        return rate;
    }

    private void write(String group, Rounds rounds) {
        Entry entry = rounds.entry;
        String name = rounds.scenario().name();
        var cpu = Spread.of(rounds.flatOut.stream().map(Round::cpuMicros).toList());
        book.add(entry.rate().apply(Row.of(group + " rate", name, "requests/s", rounds.rates())));
        book.add(entry.cost().apply(Row.of(group + " CPU", name, "µs/request", cpu)));
        for (double share : new double[] {0.5, JUDGED, 0.999}) {
            String quantile = name + ", p" + Double.toString(share * 100).replace(".0", "");
            var row = Row.of(group + " latency", quantile, "ms", Round.quantile(rounds.steady, share));
            book.add(share == JUDGED && group.equals("token") ? row.atMost(5) : row);
        }
    }

    private Round saturation(Scenario scenario, double guess) {
        var requests = scenario.prepare().apply((int) (guess * plan.seconds() * RESERVE));
        try (var load = new Load(server.port(), plan.connections())) {
            return round(scenario, () -> load.flatOut(requests, plan.seconds()));
        }
    }

    private Round steady(Scenario scenario, double perSecond) {
        var requests = scenario.prepare().apply((int) (perSecond * plan.seconds() * 1.1) + 100);
        try (var load = new Load(server.port(), plan.connections())) {
            return round(scenario, () -> load.atRate(requests, plan.seconds(), perSecond));
        }
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
