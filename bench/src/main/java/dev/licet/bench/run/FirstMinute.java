package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How long a node that has never answered a request of a kind takes until it answers half as many as later: on few
/// cores the first minute belongs to the JIT compiler, whatever requests there are.
///
/// A second counts by the answers for each second of processor time, that of the compiler included: on a core that is
/// busy it is the rate, and it does not change with what else the machine does.
final class FirstMinute {
    private static final int SECONDS = 45;
    private static final int STEADY_FROM = 35;
    private static final int STARTS = 3;
    private static final double WANTED_SECONDS = 10;

    private final Plan plan;
    private final Path data;
    private final Book book;

    FirstMinute(Plan plan, Path data, Book book) {
        this.plan = plan;
        this.data = data;
        this.book = book;
    }

    void run(Scenario scenario) {
        var until = new ArrayList<Double>();
        var seconds = new ArrayList<List<Double>>();
        for (int i = 0; i < STARTS; i++) {
            try (var server = Serving.start(plan, data)) {
                List<Double> rates = rates(server, scenario);
                seconds.add(rates);
                until.add(untilHalf(rates));
            }
        }
        book.add(Row.of("first minute", scenario.name() + ", until half of the steady rate", "s", Spread.of(until))
                .atMost(WANTED_SECONDS)
                .saying(seconds.stream().map(FirstMinute::words).collect(Collectors.joining("; "))));
    }

    private static List<Double> rates(Child server, Scenario scenario) {
        // So many tokens are made while they are asked for.
        Requests requests = scenario.prepare().apply(Integer.MAX_VALUE);
        var rates = new ArrayList<Double>();
        try (var load = new Load(server.port(), Plan.CONNECTIONS)) {
            for (int second = 0; second < SECONDS; second++) {
                double before = server.cpuSeconds();
                long good = load.flatOut(requests, 1).good();
                rates.add(good / (server.cpuSeconds() - before));
            }
        }
        return rates;
    }

    /// How many seconds passed before one with half of the median of the last ones.
    static double untilHalf(List<Double> rates) {
        double half = Spread.of(rates.subList(STEADY_FROM, rates.size())).median() / 2;
        for (int second = 0; second < rates.size(); second++) if (rates.get(second) >= half) return second;
        return Double.NaN;
    }

    /// The first seconds, and then every fifth.
    private static String words(List<Double> rates) {
        var shown = new ArrayList<>(rates.subList(0, 10));
        for (int second = 14; second < rates.size(); second += 5) shown.add(rates.get(second));
        return shown.stream()
                .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
                .collect(Collectors.joining(" "));
    }
}
