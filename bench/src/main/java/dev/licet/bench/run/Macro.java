package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.domain.account.Authenticator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

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

    /// Measures all of it on a new database.
    public void run() {
        Folder.forget(data);
        String authenticator;
        try (var first = start()) {
            authenticator = authenticator(first.printed());
        }
        if (plan.wants("start")) starts();
        var account = Authenticator.parse(authenticator).orElseThrow().account();
        try (var server = start();
                var world = new World(data, account)) {
            world.storeKey();
            measure(server, new Scenarios(world, authenticator, POOL));
        }
    }

    private Child start() {
        int port = Child.freePort();
        var command = List.of(
                plan.repository().resolve("licet").toString(),
                "serve",
                "--data",
                data.toString(),
                "--test-port",
                Integer.toString(port),
                "--production-port",
                Integer.toString(Child.freePort()));
        return Child.start(command, plan.work().resolve("serve.log"), port, "/health/ready");
    }

    private static String authenticator(String printed) {
        var line = Pattern.compile("test +([0-9]+,[0-9a-f]{32})").matcher(printed);
        if (!line.find()) throw new IllegalStateException("no demo account in: " + printed);
        return line.group(1);
    }

    private void starts() {
        var millis = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int i = 0; i < plan.rounds(); i++) {
            try (var server = start()) {
                millis.add(server.startMillis());
                pause();
                memory.add(server.residentMegabytes());
            }
        }
        book.add(Row.of("start", "second start, to the first answer", "ms", Spread.of(millis))
                .over("target", 1000));
        book.add(Row.of("start", "resident memory, idle", "MB", Spread.of(memory))
                .over("target", 150));
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
            for (Scenario token : scenarios.tokens()) {
                String floor = token.name().endsWith("POST") ? Floors.POST : Floors.GET;
                measurement.run("token", token, over(floor, "rate"), over(floor, "CPU"));
            }
            measurement.run("records", scenarios.records(), over(Floors.GET, "rate"), over(Floors.GET, "CPU"));
        }
        if (plan.wants("widevine")) {
            Scenario plain = scenarios.widevine(false);
            groupCommit(server, plain);
            measurement.run("license", plain, over(Floors.POST, "rate"), overPrimitives());
            measurement.run("license", scenarios.widevine(true), overOpenSsl(2048), over(Floors.POST, "CPU"));
        }
        if (plan.wants("fairplay")) {
            measurement.run("license", scenarios.fairPlay(1), overOpenSsl(1024), over(Floors.POST, "CPU"));
            measurement.run("license", scenarios.fairPlay(2), overOpenSsl(2048), over(Floors.POST, "CPU"));
        }
        book.add(Row.of(
                "start", "resident memory, after all this", "MB", Spread.of(List.of(server.residentMegabytes()))));
    }

    private UnaryOperator<Row> over(String floor, String what) {
        return row -> row.over(Floors.PLAIN + ", " + floor, floors.of(Floors.PLAIN, floor, what));
    }

    private UnaryOperator<Row> overOpenSsl(int bits) {
        String name = "RSA-" + bits + " private";
        return row -> row.over("openssl " + name, book.median("OpenSSL floor", name));
    }

    private UnaryOperator<Row> overPrimitives() {
        String primitives = "primitives of a plain Widevine license";
        return row -> row.over(
                primitives + " + bare POST",
                book.median("micro", primitives) + floors.of(Floors.PLAIN, Floors.POST, "CPU"));
    }

    private void groupCommit(Child server, Scenario scenario) {
        try (var warm = new Load(server.port(), 64)) {
            warm.flatOut(scenario.prepare().apply(20_000), plan.warmUp());
        }
        var alone = licenses(server, scenario, 1);
        var together = licenses(server, scenario, 64);
        book.add(Row.of("group commit", "licenses, 1 client", "licenses/s", alone)
                .over("append 4 KB and force", book.median("disk floor", "append 4 KB and force")));
        book.add(Row.of("group commit", "licenses, 64 clients", "licenses/s", together)
                .over("licenses, 1 client", alone.median()));
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
