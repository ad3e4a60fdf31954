package dev.licet.bench.run;

import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the machine can do at best, measured in the same run.
public final class Floors {
    /// The bare engine.
    public static final String PLAIN = "bare engine";
    /// The bare engine behind our listener.
    public static final String GUARDED = "our listener";
    /// A GET with the query of a token request.
    public static final String GET = "GET, token query";
    /// A POST with the form of a token request.
    public static final String FORM = "POST, token form";
    /// A POST of 3 KB.
    public static final String POST = "POST, 3 KB";

    private static final int TOKEN_ANSWER = 330;
    private static final int BODY = 3000;
    private static final String NOBODY = "1," + "0".repeat(32);

    private final Plan plan;
    private final Book book;

    public Floors(Plan plan, Book book) {
        this.plan = plan;
        this.book = book;
    }

    /// Two HTTP servers that answer a constant.
    public void http() {
        http("plain", PLAIN);
        http("guarded", GUARDED);
    }

    private void http(String kind, String name) {
        int port = Child.freePort();
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(plan.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FloorServer.class.getName()));
        command.addAll(List.of(kind, Integer.toString(port), Integer.toString(TOKEN_ANSWER)));
        try (var server = Child.start(command, plan.work().resolve("floor.log"), port, "/")) {
            var measurement = new Measurement(plan, server, book);
            measurement.run(
                    "HTTP floor",
                    List.of(entry(name, GET, get()), entry(name, FORM, form()), entry(name, POST, post())));
        }
    }

    private Measurement.Entry entry(String engine, String request, byte[] bytes) {
        return new Measurement.Entry(
                Scenario.same(engine + ", " + request, bytes),
                overPlain(engine, request, "rate"),
                overPlain(engine, request, "CPU"));
    }

    private static byte[] get() {
        return Requests.get("/hms/wv/token?" + Scenarios.query(NOBODY, Scenarios.PLAIN_KEYS));
    }

    private static byte[] form() {
        byte[] form = Scenarios.query(NOBODY, Scenarios.PLAIN_KEYS).getBytes(StandardCharsets.US_ASCII);
        return Requests.post("/hms/wv/token", Scenarios.FORM, form);
    }

    private static byte[] post() {
        return Requests.post("/hms/wv/rights/", Scenarios.BINARY, new byte[BODY]);
    }

    private Function<Row, Row> overPlain(String name, String request, String what) {
        if (name.equals(PLAIN)) return row -> row;
        return row -> row.over(PLAIN + ", " + request, of(PLAIN, request, what));
    }

    /// The median of a floor.
    public double of(String engine, String request, String what) {
        return book.median("HTTP floor " + what, engine + ", " + request);
    }

    /// `openssl speed`, where there is one.
    public void openSsl() {
        for (int bits : new int[] {1024, 2048}) openSsl(bits);
    }

    private void openSsl(int bits) {
        var signs = new ArrayList<Double>();
        var verifies = new ArrayList<Double>();
        for (int i = 0; i < plan.rounds(); i++) {
            var command = new ArrayList<>(Host.serverCore());
            command.addAll(List.of("openssl", "speed", "-elapsed", "-seconds", "2", "rsa" + bits));
            Matcher line = Pattern.compile("rsa +" + bits + " bits +\\S+s +\\S+s +(.*)")
                    .matcher(Host.output(command));
            if (!line.find()) continue;
            List<Double> perSecond = Pattern.compile("[0-9.]+s?")
                    .matcher(line.group(1))
                    .results()
                    .map(number -> number.group())
                    .filter(number -> !number.endsWith("s"))
                    .map(Double::valueOf)
                    .toList();
            signs.add(perSecond.get(0));
            verifies.add(perSecond.get(1));
        }
        if (signs.isEmpty()) System.out.println("openssl is not there or does not answer: no RSA floor");
        else {
            book.add(Row.of("OpenSSL floor", "RSA-" + bits + " private", "operations/s", Spread.of(signs)));
            book.add(Row.of("OpenSSL floor", "RSA-" + bits + " public", "operations/s", Spread.of(verifies)));
        }
    }

    /// Appends a block of 4 KB and forces it to the disk, again and again.
    public void disk() throws IOException {
        Path file = plan.work().resolve("fsync.bin");
        Files.createDirectories(plan.work());
        var rounds = new ArrayList<Double>();
        for (int i = 0; i < plan.rounds(); i++) rounds.add(forces(file));
        Files.deleteIfExists(file);
        book.add(Row.of("disk floor", "append 4 KB and force", "operations/s", Spread.of(rounds)));
    }

    private double forces(Path file) throws IOException {
        var block = ByteBuffer.allocateDirect(4096);
        long start = System.nanoTime();
        long end = start + (long) (plan.seconds() * 1e9);
        long count = 0;
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (System.nanoTime() < end) {
                channel.write(block.clear());
                channel.force(false);
                count++;
            }
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }
}
