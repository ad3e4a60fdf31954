package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.bench.run.Measurement.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/// The whole service, as its users meet it.
public final class Macro {
    private static final int POOL = 512;

    private final Plan plan;
    private final Book book;
    private final Floors floors;
    private final Path data;

    public Macro(Plan plan, Book book, Floors floors) {
        this.plan = plan;
        this.book = book;
        this.floors = floors;
        this.data = plan.work().resolve("data");
    }

    /// Whether anything of it is wanted.
    public static boolean isWanted(Plan plan) {
        return Stream.of("start", "token", "keystore", "widevine", "fairplay", "storm")
                .anyMatch(plan::wants);
    }

    /// Measures all of it on a new database.
    public void run() {
        String authenticator = Serving.install(plan, data);
        if (plan.wants("start")) starts();
        try (var server = Serving.start(plan, data);
                var world = new World(data, Serving.account(authenticator))) {
            world.storeKey();
            measure(server, new Scenarios(world, authenticator, POOL));
        }
    }

    private void starts() {
        var millis = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int i = 0; i < plan.rounds(); i++) {
            try (var server = Serving.start(plan, data)) {
                millis.add(server.startMillis());
                pause();
                memory.add(server.residentMegabytes());
            }
        }
        book.add(Row.of("start", "second start, to the first answer", "ms", Spread.of(millis))
                .atMost(1000));
        book.add(Row.of("start", "resident memory, idle", "MB", Spread.of(memory))
                .atMost(150));
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(3);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(Child server, Scenarios scenarios) {
        var measurement = new Measurement(plan, server, book);
        if (plan.wants("token")) {
            measurement.run("token", tokens(scenarios));
            measurement.run("records", List.of(overGet(scenarios.records())));
        }
        if (plan.wants("keystore")) {
            var fewer = new Measurement(plan.forKeystore(), server, book);
            fewer.run(
                    "keystore", scenarios.keystore().stream().map(this::overGet).toList());
        }
        measurement.run("license", licenses(scenarios));
        if (plan.wants("widevine")) groupCommit(server, scenarios.widevine(false));
        if (plan.wants("storm")) {
            var storm = new Storm(plan, server, book);
            storm.run(scenarios.widevine(true));
            storm.run(scenarios.tokens().getFirst());
        }
        book.add(Row.of(
                "start", "resident memory, after all this", "MB", Spread.of(List.of(server.residentMegabytes()))));
    }

    private List<Entry> tokens(Scenarios scenarios) {
        return scenarios.tokens().stream()
                .map(token -> {
                    String floor = token.name().endsWith("POST") ? Floors.FORM : Floors.GET;
                    return new Entry(token, over(floor, "rate").andThen(row -> row.atLeast(0.5)), over(floor, "CPU"));
                })
                .toList();
    }

    private Entry overGet(Scenario scenario) {
        return new Entry(scenario, over(Floors.GET, "rate"), over(Floors.GET, "CPU"));
    }

    private List<Entry> licenses(Scenarios scenarios) {
        var entries = new ArrayList<Entry>();
        if (plan.wants("widevine")) {
            entries.add(new Entry(scenarios.widevine(false), over(Floors.POST, "rate"), overPrimitives()));
            entries.add(new Entry(scenarios.widevine(true), overOpenSsl(2048, 0.8), over(Floors.POST, "CPU")));
        }
        if (plan.wants("fairplay")) {
            entries.add(new Entry(scenarios.fairPlay(1), overOpenSsl(1024, 0.7), over(Floors.POST, "CPU")));
            entries.add(new Entry(scenarios.fairPlay(2), overOpenSsl(2048, 0.8), over(Floors.POST, "CPU")));
        }
        return entries;
    }

    private Function<Row, Row> over(String floor, String what) {
        return row -> row.over(Floors.PLAIN + ", " + floor, floors.of(Floors.PLAIN, floor, what));
    }

    private Function<Row, Row> overOpenSsl(int bits, double least) {
        String name = "RSA-" + bits + " private";
        return row ->
                row.over("openssl " + name, book.median("OpenSSL floor", name)).atLeast(least);
    }

    private Function<Row, Row> overPrimitives() {
        String primitives = "primitives of a plain Widevine license";
        return row -> row.over(
                        primitives + " + bare POST",
                        book.median("micro", primitives) + floors.of(Floors.PLAIN, Floors.POST, "CPU"))
                .atMost(1.25);
    }

    private void groupCommit(Child server, Scenario scenario) {
        var alone = licenses(server, scenario, 1);
        var together = licenses(server, scenario, 64);
        book.add(Row.of("group commit", "licenses, 1 client", "licenses/s", alone)
                .over("append 4 KB and force", book.median("disk floor", "append 4 KB and force")));
        book.add(Row.of("group commit", "licenses, 64 clients", "licenses/s", together)
                .over("licenses, 1 client", alone.median())
                .atLeast(20));
    }

    private Spread licenses(Child server, Scenario scenario, int clients) {
        var rates = new ArrayList<Double>();
        for (int i = 0; i < plan.rounds(); i++) {
            try (var load = new Load(server.port(), clients)) {
                rates.add(load.flatOut(scenario.prepare().apply((int) (8000 * plan.seconds())), plan.seconds())
                        .rate());
            }
        }
        return Spread.of(rates);
    }
}
