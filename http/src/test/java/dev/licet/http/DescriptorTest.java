package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Out of file descriptors, and back (reference: security.md F19): a process that may open 200 files is given
/// more connections than that, or opens files itself.
@Timeout(120)
class DescriptorTest {
    private static final int MORE_THAN_ALLOWED = 600;

    private final List<RawClient> clients = new ArrayList<>();
    private Process starving;
    private int[] ports;

    @BeforeEach
    void start() throws IOException {
        String modules =
                System.getProperty("jdk.module.path") + File.pathSeparator + System.getProperty("java.class.path");
        String classes = Stream.of("target/classes", "target/test-classes")
                .map(folder -> Path.of(folder).toAbsolutePath().toString())
                .reduce(modules, (all, one) -> all + File.pathSeparator + one);
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        starving = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 200; exec \"$0\" \"$@\"",
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        Starving.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] printed = starving.inputReader().readLine().split(" ");
        ports = new int[] {Integer.parseInt(printed[0]), Integer.parseInt(printed[1])};
        warmUp();
    }

    /// Classes that come from folders, as those of this test do, are files to open; those in jars are not.
    private void warmUp() throws IOException {
        for (int port : ports) {
            try (var client = new RawClient(port)) {
                assertEquals("200", ask(client, "/x"));
                assertEquals("500", ask(client, "/fail"));
                assertEquals("400", ask(client, "/%"));
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        closeAll();
        starving.destroyForcibly().waitFor();
    }

    private void closeAll() throws IOException {
        for (RawClient client : clients) client.close();
        clients.clear();
    }

    private static String ask(RawClient client, String path) throws IOException {
        return client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                .answer()
                .substring(9, 12);
    }

    private void assertServedAnew() throws IOException {
        for (int port : ports) {
            try (var client = new RawClient(port)) {
                assertEquals("200", ask(client, "/x"));
            }
        }
        assertTrue(starving.isAlive());
    }

    @Test
    void both_ports_accept_again_after_more_connections_came_than_could_be_accepted() throws IOException {
        try (var before = new RawClient(ports[0])) {
            assertEquals("200", ask(before, "/x"));
            for (int i = 0; i < MORE_THAN_ALLOWED; i++) clients.add(new RawClient(ports[i % 2]));
            for (int i = 0; i < 20; i++) assertEquals("200", ask(before, "/x"));
            closeAll();
            assertServedAnew();
            assertEquals("200", ask(before, "/x"));
        }
    }

    @Test
    void both_ports_accept_again_after_files_have_taken_all_descriptors() throws IOException {
        try (var before = new RawClient(ports[0])) {
            assertEquals("200", ask(before, "/hold"));
            for (int i = 0; i < 20; i++) clients.add(new RawClient(ports[i % 2]));
            for (int i = 0; i < 20; i++) assertEquals("200", ask(before, "/x"));
            assertEquals("200", ask(before, "/free"));
            for (RawClient waiting : clients) assertEquals("200", ask(waiting, "/x"));
            assertServedAnew();
        }
    }
}
