package dev.licet.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server whose certificate no public authority has signed, as in most test installations.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateAuthorityTest {
    private static final String PASSWORD = "changeit";

    private Path folder;
    private HttpsServer server;
    private Path authenticator;

    @BeforeAll
    void serve(@TempDir Path directory) throws Exception {
        folder = directory;
        authenticator =
                Files.writeString(directory.resolve("authenticator"), "201722,0123456789abcdef0123456789abcdef\n");
        Path store = directory.resolve("server.p12");
        keytool(
                List.of(
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=licet",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "9"),
                store);
        keytool(
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-file",
                        directory.resolve("ca.pem").toString()),
                store);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        server.createContext("/", exchange -> {
            byte[] body = "{\"code\":-3012,\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static void keytool(List<String> what, Path store) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                what.getFirst(),
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(what.subList(1, what.size()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static SSLContext context(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    private String base() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private Transcript ask(String... more) {
        var all = new java.util.ArrayList<>(List.of(
                "token", "--server", base(), "--authenticator-file", authenticator.toString(), "--system", "clearkey"));
        all.addAll(List.of(more));
        return Transcript.of(all.toArray(String[]::new));
    }

    private Transcript play(String... more) {
        var all = new java.util.ArrayList<>(List.of(
                "device",
                "play",
                base() + "/hms/ck/rights/?ExpressPlayToken=AAtoken_-1",
                "--kid",
                "00112233445566778899aabbccddeeff"));
        all.addAll(List.of(more));
        return Transcript.of(all.toArray(String[]::new));
    }

    @Test
    void a_certificate_that_is_not_trusted_is_named_with_its_address_and_the_remedy() {
        for (Transcript run : List.of(ask(), play())) {
            assertEquals(4, run.exit(), run.err());
            String expected =
                    "no answer from " + base() + ": its certificate is not trusted (no known authority has signed"
                            + " it); name the file of its authority's certificate with --ca-file";
            assertTrue(run.err().contains(expected), run.err());
            assertTrue(!run.err().contains("AAtoken"), "a token");
        }
    }

    @Test
    void with_the_file_of_its_authority_the_server_is_believed() {
        String file = folder.resolve("ca.pem").toString();
        assertEquals(3, ask("--ca-file", file).exit(), ask("--ca-file", file).err());
        assertEquals(3, play("--ca-file", file).exit(), play("--ca-file", file).err());
    }

    @Test
    void a_file_that_is_missing_or_holds_no_certificate_is_wrong_usage() throws IOException {
        assertEquals(2, ask("--ca-file", folder.resolve("nowhere").toString()).exit());
        Path empty = Files.writeString(folder.resolve("empty.pem"), "hello");
        var run = ask("--ca-file", empty.toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("has no certificate in PEM or DER"), run.err());
    }
}
