package dev.licet.bench.run;

import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.bench.run.Measurement.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The whole service, as its users meet it.
public final class Macro {
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
        if (plan.wants("start")) {
            starts();
            firstMinutes(authenticator);
        }
        try (var server = Serving.start(plan, data);
                var world = new World(data, Serving.account(authenticator))) {
            world.storeKey();
            measure(server, new Scenarios(world, authenticator, Scenarios.POOL));
        }
    }

    private void starts() {
        starts("one core", List.of());
        if (!Host.allCores().isEmpty()) starts("all cores", Host.allCores());
    }

    private void starts(String where, List<String> prefix) {
        var millis = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int i = 0; i < plan.effort().rounds(); i++) {
            try (var server = Serving.start(plan, data, prefix)) {
                millis.add(server.startMillis());
                pause();
                memory.add(server.residentMegabytes());
            }
        }
        book.add(Row.of("start", "second start, to the first answer, " + where, "ms", Spread.of(millis))
                .atMost(1000));
        book.add(Row.of("start", "resident memory, idle, " + where, "MB", Spread.of(memory))
                .atMost(150));
    }

    private void firstMinutes(String authenticator) {
        try (var world = new World(data, Serving.account(authenticator))) {
            var scenarios = new Scenarios(world, authenticator, Scenarios.POOL);
            var minute = new FirstMinute(plan, data, book);
            minute.run(scenarios.widevine(false));
            minute.run(scenarios.fairPlay(2));
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(3);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(Child server, Scenarios scenarios) {
        var measurement = new Measurement(plan.effort(), book);
        if (plan.wants("token")) {
            measurement.run("token", tokens(server, scenarios));
            measurement.run("records", List.of(overGet(subject(server, scenarios.records()))));
        }
        if (plan.wants("keystore")) measurement.run("keystore", keystore(server, scenarios));
        measurement.run("license", licenses(server, scenarios));
        if (plan.wants("widevine")) {
            var groupCommit = new GroupCommit(plan, book, floors);
            groupCommit.run(server, scenarios.widevine(false));
            groupCommit.runSlowly();
        }
        if (plan.wants("storm")) {
            var storm = new Storm(plan, server, book);
            storm.run(scenarios.widevine(true), 0.9);
            storm.run(scenarios.tokens().getFirst(), 0.8);
        }
        book.add(Row.of("start", "resident memory, after all this", "MB", Spread.one(server.residentMegabytes())));
    }

    private Subject subject(Child server, Scenario scenario) {
        return new Subject(server, scenario, Plan.CONNECTIONS, plan.effort().seconds());
    }

    private List<Entry> tokens(Child server, Scenarios scenarios) {
        var entries = new ArrayList<Entry>();
        for (Scenario token : scenarios.tokens()) {
            Comparison floor = overEngine(token.name().endsWith("POST") ? Floors.FORM : Floors.GET);
            entries.add(new Entry(subject(server, token), floor, floor.atMost(3), Comparison.NONE.atMost(5)));
        }
        Comparison get = overEngine(Floors.GET);
        entries.add(new Entry(subject(server, scenarios.tokenWithCookie()), get, get.atMost(3.5)));
        return entries;
    }

    private List<Entry> keystore(Child server, Scenarios scenarios) {
        double seconds = plan.effort().seconds();
        return scenarios.keystore().stream()
                .map(scenario -> overGet(new Subject(server, scenario, Plan.KEYSTORE_CONNECTIONS, seconds)))
                .toList();
    }

    private Entry overGet(Subject subject) {
        return new Entry(subject, overEngine(Floors.GET), overEngine(Floors.GET));
    }

    private Comparison overEngine(String request) {
        return Comparison.over(floors.engine(request));
    }

    private List<Entry> licenses(Child server, Scenarios scenarios) {
        Comparison post = overEngine(Floors.POST);
        var entries = new ArrayList<Entry>();
        if (plan.wants("widevine")) {
            var parts = Comparison.over(floors.primitives(), floors.engine(Floors.POST))
                    .atMost(2);
            entries.add(new Entry(subject(server, scenarios.widevine(false)), post, parts));
            entries.add(new Entry(subject(server, scenarios.strangers()), post, parts));
            entries.add(new Entry(
                    subject(server, scenarios.widevine(true)), overOpenSsl(2048).atLeast(0.55), post));
        }
        if (plan.wants("fairplay")) {
            entries.add(new Entry(
                    subject(server, scenarios.fairPlay(1)), overOpenSsl(1024).atLeast(0.45), post));
            entries.add(new Entry(
                    subject(server, scenarios.fairPlay(2)), overOpenSsl(2048).atLeast(0.65), post));
        }
        return entries;
    }

    private Comparison overOpenSsl(int bits) {
        return Comparison.over(floors.openSsl(bits));
    }
}
