package dev.licet.bench.run;

import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.bench.run.Measurement.Entry;
import dev.licet.bench.run.Measurement.Measured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the machine can do at best. Servers are started when they are first needed and then stay, idle, until
/// the end.
public final class Floors implements AutoCloseable {
    /// A GET with the query of a token request.
    static final String GET = "GET, token query";
    /// A POST with the form of a token request.
    static final String FORM = "POST, token form";
    /// The same, which our listener answers on its loop.
    static final String AT_ONCE = "POST, token form, answered on the loop";
    /// A POST of 3 KB.
    static final String POST = "POST, 3 KB";

    private static final int TOKEN_ANSWER = 330;
    private static final int BODY = 3000;
    private static final int BLOCK = 4096;
    private static final double PRIMITIVES_WARM_UP_SECONDS = 20;
    private static final String WHOLE_RUN = "of the whole run";
    private static final String NOBODY = "1," + "0".repeat(32);
    private static final Map<String, byte[]> REQUESTS =
            Map.of(GET, get(), FORM, form("/hms/wv/token"), AT_ONCE, form(FloorServer.AT_ONCE), POST, post());

    private final Plan plan;
    private final Book book;
    private final Map<String, Floor> engine = new TreeMap<>();
    private final Map<Integer, Floor> openSsl = new TreeMap<>();
    private final Map<Integer, List<Double>> verifications = new TreeMap<>();
    private final Floor disk;
    private final Floor primitives;
    private Optional<Child> engineServer = Optional.empty();
    private Optional<Child> primitivesServer = Optional.empty();

    public Floors(Plan plan, Book book) {
        this.plan = plan;
        this.book = book;
        for (String request : List.of(GET, FORM, POST)) engine.put(request, engineFloor(request));
        for (int bits : new int[] {1024, 2048}) {
            verifications.put(bits, new CopyOnWriteArrayList<>());
            openSsl.put(bits, new Floor("openssl RSA-" + bits + " private", () -> openSslRound(bits)));
        }
        disk = new Floor("append 4 KB and force", this::forces);
        primitives = new Floor("primitives of a plain Widevine license", this::warmPrimitives, this::primitivesRound);
    }

    /// The bare engine.
    ///
    /// @param request one of [#GET], [#FORM], [#POST]
    Floor engine(String request) {
        return engine.get(request);
    }

    /// `openssl speed`; not a number where there is none.
    Floor openSsl(int bits) {
        return openSsl.get(bits);
    }

    /// Appending a block of 4 KB and forcing it to the disk, again and again.
    Floor disk() {
        return disk;
    }

    /// The cryptography of a plain Widevine license, without everything around it.
    Floor primitives() {
        return primitives;
    }

    /// Some rounds of those that are not measured anyhow, and what our listener adds to the engine.
    public void run() {
        for (int i = 0; i < plan.effort().rounds(); i++) {
            disk.round();
            openSsl.values().forEach(Floor::round);
        }
        try (var guarded = start("guarded")) {
            List<Entry> ours = List.of(GET, FORM, POST).stream()
                    .map(request -> entry(guarded, "our listener", request, engine(request)))
                    .toList();
            List<Entry> bare = List.of(GET, FORM, POST).stream()
                    .map(request -> entry(engineServer(), "bare engine", request))
                    .toList();
            var all = new ArrayList<>(bare);
            all.addAll(ours);
            all.add(entry(guarded, "our listener", AT_ONCE, engine(FORM)));
            report(new Measurement(plan.effort(), book).measure(all), bare.size());
        }
        if (Nginx.isHere()) new Nginx(plan, book, REQUESTS.get(FORM)).run(more -> start("secure", more), TOKEN_ANSWER);
    }

    /// The rates of the bare engine are in [#write], with those next to which the service was measured.
    private void report(List<Measured> measured, int bare) {
        for (Measured one : measured.subList(bare, measured.size())) {
            book.add(one.rate("HTTP floor"));
            book.add(one.cost("HTTP floor"));
        }
        for (Measured one : measured) one.latencies("HTTP floor").forEach(book::add);
    }

    private Entry entry(Child server, String name, String request, Floor... over) {
        var cost = Comparison.over(over);
        return new Entry(
                subject(server, name, request, plan.effort().seconds()),
                Comparison.over(over),
                over.length == 0 ? cost : cost.atMost(1.15));
    }

    private static Subject subject(Child server, String name, String request, double seconds) {
        var scenario = Scenario.same(name + ", " + request, REQUESTS.get(request));
        return new Subject(server, scenario, Plan.CONNECTIONS, seconds);
    }

    private Floor engineFloor(String request) {
        return new Floor(
                "bare engine, " + request,
                () -> engineSubject(request).warmUp(plan.effort().warmUp()),
                () -> engineSubject(request).flatOut().speed());
    }

    private Subject engineSubject(String request) {
        return subject(engineServer(), "bare engine", request, plan.effort().floorSeconds());
    }

    private Child engineServer() {
        if (engineServer.isEmpty()) engineServer = Optional.of(start("plain"));
        return engineServer.get();
    }

    private Child start(String kind) {
        return start(kind, List.of());
    }

    private Child start(String kind, List<String> more) {
        int port = Child.freePort();
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(plan.flags());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FloorServer.class.getName()));
        command.addAll(List.of(kind, Integer.toString(port), Integer.toString(TOKEN_ANSWER)));
        command.addAll(more);
        return Child.start(command, plan.work().resolve("floor-" + kind + ".log"), port, "/");
    }

    private static byte[] get() {
        return Requests.get("/hms/wv/token?" + Scenarios.query(NOBODY, Scenarios.PLAIN_KEYS));
    }

    private static byte[] form(String path) {
        byte[] form = Scenarios.query(NOBODY, Scenarios.PLAIN_KEYS).getBytes(StandardCharsets.US_ASCII);
        return Requests.post(path, Scenarios.FORM, form);
    }

    private static byte[] post() {
        return Requests.post("/hms/wv/rights/", Scenarios.BINARY, new byte[BODY]);
    }

    /// It signs for a second and verifies for another one.
    private Speed openSslRound(int bits) {
        var command = new ArrayList<>(Host.serverCore());
        command.addAll(List.of("openssl", "speed", "-elapsed", "-seconds", "1", "rsa" + bits));
        Matcher line =
                Pattern.compile("rsa +" + bits + " bits +\\S+s +\\S+s +(.*)").matcher(Host.output(command));
        if (!line.find()) return Speed.UNKNOWN;
        List<Double> perSecond = Pattern.compile("[0-9.]+s?")
                .matcher(line.group(1))
                .results()
                .map(MatchResult::group)
                .filter(number -> !number.endsWith("s"))
                .map(Double::valueOf)
                .toList();
        verifications.get(bits).add(perSecond.get(1));
        return new Speed(perSecond.get(0), 1e6 / perSecond.get(0), 0);
    }

    private Speed forces() {
        Path file = plan.work().resolve("fsync.bin");
        var block = ByteBuffer.allocateDirect(BLOCK);
        try {
            Files.createDirectories(plan.work());
            long start = System.nanoTime();
            long end = start + (long) (plan.effort().floorSeconds() * 1e9);
            long count = 0;
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                while (System.nanoTime() < end) {
                    channel.write(block.clear());
                    channel.force(false);
                    count++;
                }
                return new Speed(count / ((System.nanoTime() - start) / 1e9), Double.NaN, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void warmPrimitives() {
        var warmth = new Warmth();
        for (double left = PRIMITIVES_WARM_UP_SECONDS;
                left > 0 && !warmth.isReached();
                left -= plan.effort().floorSeconds()) {
            warmth.add(primitivesRound().cpuMicros());
        }
    }

    private Speed primitivesRound() {
        Child server = primitivesServer();
        double before = server.cpuSeconds();
        double seconds = plan.effort().floorSeconds();
        long done = Long.parseLong(server.ask("/?millis=" + Math.round(seconds * 1000)));
        return new Speed(done / seconds, (server.cpuSeconds() - before) * 1e6 / done, 0);
    }

    private Child primitivesServer() {
        if (primitivesServer.isEmpty()) primitivesServer = Optional.of(start("primitives"));
        return primitivesServer.get();
    }

    /// Adds a row for each floor, of all its rounds.
    public void write() {
        engine.values().forEach(floor -> row("HTTP floor rate", "requests/s", floor, Speed::perSecond));
        engine.values().forEach(floor -> row("HTTP floor CPU", "µs/request", floor, Speed::cpuMicros));
        row("primitives floor", "µs", primitives, Speed::cpuMicros);
        row("disk floor", "operations/s", disk, Speed::perSecond);
        openSsl.forEach((bits, floor) -> {
            row("OpenSSL floor", "operations/s", floor, Speed::perSecond);
            List<Double> verified = verifications.get(bits);
            if (!verified.isEmpty()) {
                String name = "openssl RSA-" + bits + " public";
                book.add(Row.of("OpenSSL floor", name, "operations/s", Spread.of(verified))
                        .saying(WHOLE_RUN));
            }
        });
    }

    private void row(String group, String unit, Floor floor, ToDoubleFunction<Speed> what) {
        List<Speed> rounds = floor.rounds();
        if (rounds.isEmpty()) return;
        Row row = Row.of(group, floor.name(), unit, Comparison.spread(rounds, what))
                .saying(WHOLE_RUN);
        book.add(Busy.is(rounds) ? row.saying(Busy.remark(rounds)) : row);
    }

    @Override
    public void close() {
        engineServer.ifPresent(Child::close);
        primitivesServer.ifPresent(Child::close);
    }
}
