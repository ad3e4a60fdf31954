package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What stays of keys, keks and authenticators when the requests that carried them are over: searched for
/// in the database with its write-ahead log, in everything logged, in a dump of the live heap of the
/// service, which is a process of its own here, because this one holds the secrets as well, in what the
/// Flight Recorder noted of it, and in what the JVM writes when it crashes (reference: security.md S3, S4).
/// `-Dlicet.test.requests=N` sends more requests before.
@Timeout(1200)
class KeystoreSecretsTest {
    /// The requests of a round.
    private static final int EACH = 9;

    private static final int ROUNDS = Integer.getInteger("licet.test.requests", 360) / EACH;

    private final Map<String, byte[]> secrets = new LinkedHashMap<>();

    @TempDir
    private Path directory;

    private String secret(String name) {
        byte[] bytes = SecretBytes.random(RunningService.RANDOM, 16).expose(byte[]::clone);
        secrets.put(name, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void nothing_stays_in_files_logs_or_the_heap() throws Throwable {
        Path data = directory.resolve("data");
        Path log = directory.resolve("log");
        CreatedAccount account = account(data);
        secrets.put("authenticator", account.test().secret().expose(byte[]::clone));
        Path settings = Files.writeString(directory.resolve("licet.properties"), "log.level = debug\n");
        Process service = serve(data, settings, log);
        try {
            String url = readyUrl(service.inputReader());
            try (var client = HttpClient.newHttpClient()) {
                provoke(client, url, account.test().reveal());
            }
            // With a last connection that carries no secret, and after the others are seen to be closed.
            Thread.sleep(2000);
            assertClean("the files", data);
            assertClean("the heap", dump(service));
            FlightRecord.assertHasNoneOf(Needles.of(secrets), recorded(service));
            // It lives as long as the service, so the heap has it.
            secrets.put("the master key", HexFormat.of().parseHex(masterKey(data)));
            assertClean("what a crash leaves", crashed(service));
        } finally {
            service.destroyForcibly().waitFor();
        }
        assertClean("the log", log);
    }

    private static CreatedAccount account(Path data) {
        var master = MasterKey.inFile(data.resolve("master.key"), RunningService.RANDOM);
        var settings = DatabaseSettings.forCommand(data, master, InstantSource.system(), RunningService.RANDOM);
        try (var database = Database.open(settings)) {
            return database.administration()
                    .accounts()
                    .create(NewAccount.named("A"))
                    .orThrow();
        }
    }

    private static Process serve(Path data, Path settings, Path log) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=dev.licet.http,org.xerial.sqlitejdbc,io.netty.common,"
                                + "io.netty.transport.unix.common,io.netty.transport.classes.epoll",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + log.resolveSibling("crash"),
                        FlightRecord.OF_A_PROCESS,
                        "-p",
                        System.getProperty("jdk.module.path"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-m",
                        "dev.licet.server/dev.licet.server.Main",
                        "serve",
                        "--data",
                        data.toString(),
                        "--config",
                        settings.toString(),
                        "--test-port",
                        "0",
                        "--production-port",
                        "0")
                .redirectError(log.toFile());
        // A JVM that crashes leaves its Flight Recording where it was started.
        builder.directory(data.resolveSibling("").toFile());
        builder.environment().put("LICET_MASTER_KEY", masterKey(data));
        return builder.start();
    }

    /// In its file, and for the service in its environment as well, because the JVM writes some of that
    /// when it crashes.
    private static String masterKey(Path data) throws IOException {
        return Files.readString(data.resolve("master.key")).strip();
    }

    private static String readyUrl(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Licet is ready: test ")) return line.split("[ ,]")[4];
        }
        throw new AssertionError("it did not start");
    }

    private void provoke(HttpClient client, String base, String authenticator) throws Exception {
        String kek = secret("kek");
        String otherKek = secret("other kek");
        String clear = secret("key in a request");
        var caller = new Caller(client, base, authenticator);
        for (int round = 0; round < ROUNDS; round++) {
            String kid = String.format("%032x", round);
            String key = round == 0 ? clear : secret("key " + round);
            String body = "{\"kid\":\"" + kid + "\",\"k\":\"" + key + "\"}";
            assertEquals(201, caller.send("POST", "/keystore/keys?kek=" + kek, body));
            assertEquals(200, caller.send("GET", "/keystore/keys/" + kid + "/value?kek=" + kek, ""));
            assertEquals(400, caller.send("GET", "/keystore/keys/" + kid + "?kek=" + otherKek, ""));
            assertEquals(400, caller.send("POST", "/keystore/keys?kek=" + kek, body + "x"));
            assertEquals(
                    400, caller.send("POST", "/keystore/keys?kek=" + kek, body.replace('"' + key + '"', "x" + key)));
            assertEquals(200, caller.send("PUT", "/keystore/keys/" + kid + "?kek=" + kek, "{\"k\":\"" + key + "\"}"));
            String rest = "&kek=" + kek + "&kid=" + kid + "&iv=" + kid + "&securityLevel=1&hdcpOutputControl=0";
            assertEquals(200, caller.send("GET", "/hms/wv/token?" + rest, ""));
            assertEquals(200, caller.send("GET", "/hms/fp/token?" + rest, ""));
            assertEquals(400, caller.send("GET", "/hms/wv/token?" + rest.replace(kek, otherKek), ""));
        }
        assertEquals(200, caller.send("GET", "/keystore/keys?kek=" + kek, ""));
    }

    private record Caller(HttpClient client, String base, String authenticator) {
        int send(String method, String target, String body) throws Exception {
            String joined = target + (target.contains("?") ? "&" : "?") + "customerAuthenticator=" + authenticator;
            var request = HttpRequest.newBuilder(URI.create(base + joined))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    /// Of live objects: the virtual machine collects the others first.
    private Path dump(Process service) throws Exception {
        Path heap = directory.resolve("heap.hprof");
        jcmd(service, "GC.heap_dump", heap.toString());
        assertTrue(Files.size(heap) > 1_000_000);
        assertFinds("dev/licet/server/serve/Service", heap);
        return heap;
    }

    private static void assertFinds(String known, Path file) throws IOException {
        var needles = new Needles();
        needles.add("what is there", known);
        assertEquals(Optional.of("what is there"), needles.in(Files.readAllBytes(file)), "the search can find");
    }

    private Path recorded(Process service) throws Exception {
        Path recording = directory.resolve("flight.jfr");
        jcmd(service, "JFR.dump", "filename=" + recording);
        return recording;
    }

    private static void jcmd(Process service, String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(service.pid())));
        command.addAll(List.of(words));
        var asking = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, asking.waitFor(), said);
    }

    /// A fault in the middle of everything, in a thread that works with secrets. The last lines of the file are there
    /// when the process is over.
    private Path crashed(Process service) throws Throwable {
        Path file = directory.resolve("crash");
        NativeFault.in(service, "licet-writer");
        service.waitFor();
        String said = Files.readString(file);
        for (String part : List.of("SIGSEGV", "java_command: dev.licet.server", "Environment Variables:", "END.")) {
            assertTrue(said.contains(part), part);
        }
        assertFinds("JavaThread \"licet-writer\"", file);
        return file;
    }

    private void assertClean(String where, Path path) throws IOException {
        var needles = Needles.of(secrets);
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var found = needles.in(Files.readAllBytes(file));
                assertEquals(Optional.empty(), found, () -> "in " + where + ", " + file.getFileName());
            }
        }
    }
}
