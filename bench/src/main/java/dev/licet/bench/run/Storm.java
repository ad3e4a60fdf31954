package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// All viewers of an event come at once: twice as many requests as the service can answer, for minutes,
/// over thousands of connections. It ought to go on answering as many as it can, to turn the others away at
/// once, and to be its old self as soon as it is over.
final class Storm {
    private static final double TIMES = 2;
    private static final double SHARE = 0.7;
    private static final int CONNECTIONS = 2048;
    private static final int LONGEST_CALM_SECONDS = 20;
    private static final double PATIENCE_SECONDS = 1;

    private final Plan plan;
    private final Child server;
    private final Book book;

    Storm(Plan plan, Child server, Book book) {
        this.plan = plan;
        this.server = server;
        this.book = book;
    }

    /// @param goodput how much of the rate before it ought to go on answering
    void run(Scenario scenario, double goodput) {
        var subject =
                new Subject(server, scenario, Plan.CONNECTIONS, plan.effort().seconds());
        subject.warmUp(plan.effort().warmUp());
        var peaks = new ArrayList<Double>();
        for (int i = 0; i < plan.effort().rounds(); i++) {
            peaks.add(subject.flatOut().result().rate());
        }
        var peak = Spread.of(peaks);
        double calm = SHARE * peak.median();
        book.add(Row.of("overload", scenario.name() + ", saturation", "requests/s", peak));
        Spread before = Spread.of(seconds(scenario, calm));
        book.add(Row.of("overload", scenario.name() + ", p99 before, by second", "ms", before));
        storm(scenario, peak.median(), goodput);
        long over = System.nanoTime();
        double most = server.residentMegabytes();
        List<Double> after = seconds(scenario, calm);
        book.add(Row.of("overload", scenario.name() + ", p99 after, by second", "ms", Spread.of(after)));
        book.add(Row.of("overload", scenario.name() + ", until p99 is as before", "s", recovery(after, before))
                .atMost(10));
        memory(scenario, most, over);
    }

    private void memory(Scenario scenario, double most, long over) {
        awaitMinuteAfter(over);
        book.add(Row.of("overload", scenario.name() + ", memory at the end of the storm", "MB", Spread.one(most)));
        var later = Spread.one(server.residentMegabytes());
        book.add(Row.of("overload", scenario.name() + ", memory a minute later", "MB", later)
                .atMost(400));
    }

    private static void awaitMinuteAfter(long over) {
        try {
            TimeUnit.NANOSECONDS.sleep(over + TimeUnit.MINUTES.toNanos(1) - System.nanoTime());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void storm(Scenario scenario, double peak, double goodput) {
        double perSecond = TIMES * peak;
        Requests requests =
                scenario.prepare().apply((int) (perSecond * plan.effort().stormSeconds() * 1.01) + CONNECTIONS);
        try (var load = new Load(server.port(), CONNECTIONS)) {
            var result = load.atRate(requests, plan.effort().stormSeconds(), perSecond, PATIENCE_SECONDS);
            book.add(Row.of("overload", scenario.name() + ", goodput", "requests/s", Spread.one(result.rate()))
                    .over(scenario.name() + ", saturation", Spread.one(peak))
                    .atLeast(goodput)
                    .saying(String.format(
                            Locale.ROOT,
                            "%,.0f per second asked for %,.0f s; %,d good, %,d refused, %,d never sent",
                            perSecond,
                            result.seconds(),
                            result.good(),
                            result.refused(),
                            result.unsent())));
            book.add(Row.of(
                            "overload",
                            scenario.name() + ", neither 200 nor refused",
                            "requests",
                            Spread.one(result.bad()))
                    .atMost(0));
            for (double share : new double[] {0.5, 0.99}) {
                book.add(Row.of(
                        "overload",
                        scenario.name() + ", 200 in the storm, " + p(share),
                        "ms",
                        Spread.one(result.latencies().millis(share))));
            }
            book.add(Row.of(
                    "overload",
                    scenario.name() + ", refused, p50",
                    "ms",
                    Spread.one(result.refusals().millis(0.5))));
            book.add(Row.of(
                            "overload",
                            scenario.name() + ", refused, p99",
                            "ms",
                            Spread.one(result.refusals().millis(0.99)))
                    .atMost(50));
        }
    }

    private static String p(double share) {
        return "p" + Math.round(share * 100);
    }

    /// The 99th percentile of each second.
    private List<Double> seconds(Scenario scenario, double perSecond) {
        var all = new ArrayList<Double>();
        int calm = (int) Math.min(LONGEST_CALM_SECONDS, plan.effort().stormSeconds());
        var requests = scenario.prepare().apply((int) (perSecond * calm * 1.2) + Plan.CONNECTIONS);
        try (var load = new Load(server.port(), Plan.CONNECTIONS)) {
            for (int i = 0; i < calm; i++) {
                all.add(load.atRate(requests, 1, perSecond).latencies().millis(0.99));
            }
        }
        return all;
    }

    /// How many seconds passed before the first one that was no slower than the slowest before the storm; NaN
    /// when there was none.
    private static Spread recovery(List<Double> after, Spread before) {
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i) <= before.most()) return Spread.one(i);
        }
        return Spread.one(Double.NaN);
    }
}
