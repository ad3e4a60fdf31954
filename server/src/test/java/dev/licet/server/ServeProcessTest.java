package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Commands;
import dev.licet.server.command.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `licet serve` as a process of its own, with the modules that this test runs on.
@Timeout(120)
class ServeProcessTest {
    @TempDir
    private Path data;

    private static void assertInOrder(List<String> parts, List<String> log) {
        int next = 0;
        for (String line : log) {
            if (next < parts.size() && line.contains(parts.get(next))) next++;
        }
        assertEquals(parts.size(), next, () -> "in this order " + parts + " in " + String.join("\n", log));
    }

    @Test
    void it_greets_serves_and_stops_with_0() throws Exception {
        var first = ServeProcess.ready(data, List.of(), "--admin-port", "0");
        List<String> greeting = first.greeting();
        URI test = first.address("test");
        assertTrue(first.authenticator().startsWith("201722,"));

        try (var client = HttpClient.newHttpClient()) {
            var ready =
                    HttpRequest.newBuilder(URI.create(test + "/health/ready")).build();
            assertEquals(200, client.send(ready, BodyHandlers.ofString()).statusCode());

            String curl = greeting.stream()
                    .filter(line -> line.startsWith("  curl"))
                    .findFirst()
                    .orElseThrow();
            var token = HttpRequest.newBuilder(URI.create(ServeProcess.after("-s ", curl)))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            curl.substring(curl.indexOf('\'') + 1, curl.length() - 1)))
                    .build();
            String url = client.send(token, BodyHandlers.ofString()).body();
            assertTrue(url.startsWith(test + "/hms/wv/rights/?ExpressPlayToken="), url);
        }

        Process second = ServeProcess.start(data, "--admin-port", "0");
        assertTrue(second.errorReader()
                .lines()
                .anyMatch(line -> line.startsWith("licet: another licet serve is running")));
        assertEquals(4, second.waitFor());

        Process stopped = first.process();
        stopped.toHandle().destroy();
        assertTrue(stopped.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, stopped.exitValue());
        List<String> log = stopped.errorReader().lines().toList();
        assertInOrder(
                List.of(
                        "INFO dev.licet.server.command.Serve: Licet ",
                        "configuration that is not the default: data = " + data + ", test.port = 0",
                        "brought up to date: 001-accounts.sql",
                        "brought up to date: 018-license-makers.sql",
                        "ready: test " + test,
                        "told to stop (SIGTERM",
                        ": stopped"),
                log);
        assertTrue(log.stream().anyMatch(line -> line.contains("RSA by ")), log.toString());
        assertFalse(log.toString().contains(first.authenticator().substring("201722,".length())), "nothing secret");

        var again = ServeProcess.ready(data, List.of(), "--admin-port", "0");
        assertFalse(again.greeting().stream().anyMatch(line -> line.contains("201722")), () -> again.greeting()
                .toString());
        stop(again);
        String advice = "  licet admin user create --name NAME --data '" + data + "'";
        assertTrue(again.greeting().contains(advice), () -> again.greeting().toString());

        var printed = new PrintWriter(new StringWriter());
        var setting = new Setting(printed, printed, Map.of(), InstantSource.system(), new SecureRandom());
        assertEquals(0, Commands.run(setting, "admin", "user", "create", "--name", "a", "--data", data.toString()));
        var withUser = ServeProcess.ready(data, List.of(), "--admin-port", "0");
        stop(withUser);
        assertEquals(1, withUser.greeting().size(), () -> withUser.greeting().toString());
    }

    /// The policy of a thread is the 41st field of its stat file (proc(5)), of which the third follows the name in
    /// parentheses; 3 is SCHED_BATCH.
    @Test
    void its_writer_waits_for_its_turn() throws Exception {
        var running = ServeProcess.ready(data, List.of());
        try (var tasks = Files.list(Path.of("/proc", running.process().pid() + "", "task"))) {
            List<String> writers = tasks.map(ServeProcessTest::stat)
                    .filter(stat -> stat.contains("(licet-writer)"))
                    .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ")[41 - 3])
                    .toList();
            assertEquals(List.of("3"), writers);
        } finally {
            stop(running);
        }
    }

    private static String stat(Path task) {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    private static void stop(ServeProcess running) throws InterruptedException {
        running.process().toHandle().destroy();
        assertEquals(0, running.process().waitFor());
    }

    private Path draining(String delay) throws IOException {
        return Files.writeString(data.resolveSibling("licet.properties"), "drain.delay = " + delay + "\n");
    }

    @Test
    void a_node_that_drains_says_so_and_goes_on_answering_who_has_not_noticed() throws Exception {
        String config = draining("1h").toString();
        try (var node = ServeProcess.ready(data, List.of(), "--admin-port", "off", "--config", config);
                var client = HttpClient.newHttpClient()) {
            node.process().toHandle().destroy();
            var ready = HttpRequest.newBuilder(node.address("production").resolve("/health/ready"))
                    .build();
            var answer = client.send(ready, BodyHandlers.ofString());
            while (answer.statusCode() == 200) answer = client.send(ready, BodyHandlers.ofString());
            assertEquals(503, answer.statusCode());
            assertTrue(answer.body().contains("draining"), answer.body());
            for (String environment : List.of("test", "production")) {
                try (var line = new ServeProcess.Line(node.address(environment))) {
                    assertEquals(200, line.get("/health/live"));
                    assertEquals(200, line.get("/openapi"), "a new connection is served like any other");
                }
            }
            assertTrue(node.process().isAlive());
        }
    }

    @Test
    void a_node_that_has_drained_stops() throws Exception {
        String config = draining("0.1s").toString();
        var node = ServeProcess.ready(data, List.of(), "--admin-port", "off", "--config", config);
        stop(node);
        List<String> log = node.process().errorReader().lines().toList();
        assertInOrder(List.of("told to stop (SIGTERM", "draining: not ready any more", ": stopped"), log);
    }

    @Test
    void it_ends_when_the_files_of_its_database_are_deleted() throws Exception {
        Process process =
                ServeProcess.ready(data, List.of(), "--admin-port", "off").process();
        Files.delete(data.resolve("licet.db"));
        Files.delete(data.resolve("licet.db-wal"));
        List<String> log = process.errorReader().lines().toList();
        assertEquals(4, process.waitFor());
        String why = "the database file " + data.resolve("licet.db") + " was deleted or moved away while";
        assertTrue(log.stream().anyMatch(line -> line.startsWith("licet: " + why)), log.toString());
        assertFalse(Files.exists(data.resolve("licet.db")), "it must not make a new one");
    }
}
