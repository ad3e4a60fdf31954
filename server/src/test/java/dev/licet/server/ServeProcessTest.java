package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `licet serve` as a process of its own, with the modules that this test runs on.
@Timeout(120)
class ServeProcessTest {
    @TempDir
    private Path data;

    private Process serve(String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=" + nativeModules(),
                "-p",
                System.getProperty("jdk.module.path"),
                // Libraries that are no modules stand here, where tests run.
                "-cp",
                System.getProperty("java.class.path"),
                "-m",
                "dev.licet.server/dev.licet.server.Main",
                "serve",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).start();
    }

    /// As server/src/launcher/jvm.sh finds them: the JVM warns of names that are not there.
    private static String nativeModules() {
        boolean hasEngine = System.getProperty("jdk.module.path").contains("AmazonCorrettoCryptoProvider");
        return "dev.licet.http,org.xerial.sqlitejdbc,io.netty.common,io.netty.transport.unix.common"
                + ",io.netty.transport.classes.epoll"
                + (hasEngine ? ",com.amazon.corretto.crypto.provider" : "");
    }

    private static List<String> linesUntilReady(BufferedReader out) throws IOException {
        var lines = new ArrayList<String>();
        while (lines.isEmpty() || !lines.getLast().startsWith("Licet is ready")) {
            String line = out.readLine();
            if (line == null) throw new AssertionError("it ended after " + lines);
            lines.add(line);
        }
        return lines;
    }

    private static String wordAfter(String words, String line) {
        return line.substring(line.indexOf(words) + words.length()).split("[ ,]")[0];
    }

    @Test
    void it_greets_serves_and_stops_with_0() throws Exception {
        Process first = serve("--test-port", "0", "--production-port", "0", "--admin-port", "0");
        List<String> greeting = linesUntilReady(first.inputReader());
        String test = wordAfter("test ", greeting.getLast());
        assertTrue(greeting.stream().anyMatch(line -> line.matches("  test        201722,[0-9a-f]{32}")));

        try (var client = HttpClient.newHttpClient()) {
            var ready =
                    HttpRequest.newBuilder(URI.create(test + "/health/ready")).build();
            assertEquals(200, client.send(ready, BodyHandlers.ofString()).statusCode());

            String curl = greeting.stream()
                    .filter(line -> line.startsWith("  curl"))
                    .findFirst()
                    .orElseThrow();
            var token = HttpRequest.newBuilder(URI.create(wordAfter("-s ", curl)))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            curl.substring(curl.indexOf('\'') + 1, curl.length() - 1)))
                    .build();
            String url = client.send(token, BodyHandlers.ofString()).body();
            assertTrue(url.startsWith(test + "/hms/wv/rights/?ExpressPlayToken="), url);
        }

        Process second = serve("--test-port", "0", "--production-port", "0", "--admin-port", "0");
        assertTrue(second.errorReader().readLine().startsWith("licet: another licet serve is running"));
        assertEquals(4, second.waitFor());

        first.toHandle().destroy();
        assertTrue(first.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, first.exitValue());
        List<String> log = first.errorReader().lines().toList();
        assertEquals(1, log.size(), log.toString());
        assertTrue(log.getFirst().contains("RSA by "), log.getFirst());

        Process again = serve("--test-port", "0", "--production-port", "0", "--admin-port", "0");
        List<String> later = linesUntilReady(again.inputReader());
        assertFalse(later.stream().anyMatch(line -> line.contains("201722")), later.toString());
        assertEquals(1, later.size());
        again.toHandle().destroy();
        assertEquals(0, again.waitFor());
    }

    @Test
    void it_ends_when_the_files_of_its_database_are_deleted() throws Exception {
        Process process = serve("--test-port", "0", "--production-port", "0", "--admin-port", "off");
        linesUntilReady(process.inputReader());
        Files.delete(data.resolve("licet.db"));
        Files.delete(data.resolve("licet.db-wal"));
        List<String> log = process.errorReader().lines().toList();
        assertEquals(4, process.waitFor());
        String why = "the database file " + data.resolve("licet.db") + " was deleted or moved away while";
        assertTrue(log.stream().anyMatch(line -> line.startsWith("licet: " + why)), log.toString());
        assertFalse(Files.exists(data.resolve("licet.db")), "it must not make a new one");
    }
}
