package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole service works for as long as one likes (`-Dlicet.soak.seconds=N`), beside clients that say nothing and
/// leave, and ends with the memory and the descriptors that it had after a fifth of that (reference: security.md R16).
class SoakTest {
    private static final int SECONDS = Integer.getInteger("licet.soak.seconds", 10);
    private static final int CLIENTS = 8;
    private static final int CROWD = 50;
    private static final int MORE_DESCRIPTORS = 16;
    private static final int MORE_THREADS = 16;
    private static final long MORE_LIVE = 4 << 20;
    private static final long MORE_RESIDENT = 64 << 10;
    private static final String CHALLENGE = "{\"kids\":[\"AAECAwQFBgcICQoLDA0ODw\"],\"type\":\"temporary\"}";
    private static final List<String> SMALL = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx256m -XX:+UseSerialGC");

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger licenses = new AtomicInteger();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /// What a process holds.
    ///
    /// @param live     bytes of objects that somebody needs
    /// @param resident kibibytes of memory
    private record Footprint(long descriptors, long threads, long live, long resident) {
        static Footprint of(Process process) throws IOException {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            return new Footprint(
                    entries(proc.resolve("fd")), entries(proc.resolve("task")), live(process), resident(proc));
        }

        private static long entries(Path folder) throws IOException {
            try (var entries = Files.list(folder)) {
                return entries.count();
            }
        }

        private static long resident(Path proc) throws IOException {
            return Files.readAllLines(proc.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }

        /// The last line has the sums; counting collects what nobody needs.
        private static long live(Process process) throws IOException {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            var counting =
                    new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram").start();
            try (var lines = counting.inputReader()) {
                String last = lines.lines().reduce("", (_, line) -> line);
                return Long.parseLong(last.strip().split(" +")[2]);
            }
        }

        void assertNotOutgrown(Footprint later) {
            assertTrue(later.descriptors <= descriptors + MORE_DESCRIPTORS, later + " after " + this);
            assertTrue(later.threads <= threads + MORE_THREADS, later + " after " + this);
            assertTrue(later.live <= live * 21 / 20 + MORE_LIVE, later + " after " + this);
            assertTrue(later.resident <= resident * 21 / 20 + MORE_RESIDENT, later + " after " + this);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.HOURS)
    void memory_and_descriptors_end_where_they_began() throws Exception {
        try (var service = ServeProcess.ready(data, SMALL, "--admin-port", "0")) {
            worked(service, Duration.ofSeconds(SECONDS).dividedBy(5));
            var early = Footprint.of(service.process());
            int before = licenses.get();
            worked(service, Duration.ofSeconds(SECONDS));
            var late = Footprint.of(service.process());
            System.out.printf("%d s, %d licenses: %s, then %s%n", SECONDS, licenses.get() - before, early, late);
            assertEquals(Optional.empty(), Optional.ofNullable(oddities.peek()));
            assertTrue(licenses.get() > before);
            early.assertNotOutgrown(late);
        }
    }

    private void worked(ServeProcess service, Duration time) throws Exception {
        stopped = false;
        var end = Instant.now().plus(time);
        var clients = IntStream.range(0, CLIENTS)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> play(service)))
                .toList();
        while (Instant.now().isBefore(end)) {
            comeAndLeave(service.address("test"));
            Thread.sleep(500);
        }
        stopped = true;
        for (Thread client : clients) client.join();
    }

    /// Half of them in the middle of a request.
    private static void comeAndLeave(URI port) throws IOException {
        var crowd = new ArrayList<ServeProcess.Line>();
        for (int i = 0; i < CROWD; i++) crowd.add(new ServeProcess.Line(port).send(i % 2 == 0 ? "" : "POST /hms"));
        for (ServeProcess.Line one : crowd) one.close();
    }

    private void play(ServeProcess service) {
        String form = "kid=000102030405060708090a0b0c0d0e0f&contentKey=000102030405060708090a0b0c0d0e0f"
                + "&customerAuthenticator=" + service.authenticator();
        URI tokens = service.address("test").resolve("/hms/ck/token");
        while (!stopped) {
            Optional<String> token = answer(tokens, "application/x-www-form-urlencoded", form);
            var license = token.flatMap(url -> answer(URI.create(url), "application/json", CHALLENGE));
            if (license.isPresent()) licenses.incrementAndGet();
        }
    }

    private Optional<String> answer(URI to, String type, String body) {
        try {
            var request = HttpRequest.newBuilder(to)
                    .header("Content-Type", type)
                    .timeout(Duration.ofSeconds(30))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            var reply = http.send(request, BodyHandlers.ofString());
            if (reply.statusCode() == 200) return Optional.of(reply.body());
            if (reply.statusCode() != 503) oddities.add(reply.statusCode() + " " + reply.body());
        } catch (IOException | InterruptedException failure) {
            oddities.add(failure.toString());
        }
        return Optional.empty();
    }
}
