package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.licet.server.config.Key;
import dev.licet.storage.Place;
import dev.licet.storage.testing.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes behind nginx with the configuration that docs/operations.md prints. Debian: `nginx-light`; where it cannot
/// be had, `-Dlicet.nginx.unavailable=true` reports this as skipped.
@Timeout(300)
class NginxTest {
    private static final Pattern PRINTED = Pattern.compile("(?s)```nginx\n(.*?)```");

    @TempDir
    private Path directory;

    private final int front = freePort();
    private final List<Integer> backs = List.of(freePort(), freePort());
    private Process nginx;

    @BeforeEach
    void where() {
        assumeFalse(Boolean.getBoolean("licet.nginx.unavailable"), "nginx was said to be unavailable");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String printed() throws IOException {
        var found = PRINTED.matcher(Files.readString(Path.of("../docs/operations.md")));
        assertTrue(found.find());
        return found.group(1);
    }

    /// As it is printed, but for names, ports, paths and the certificate. The clients of this test open a
    /// connection for each request, so that a reload meets no idle ones.
    private void configure(String firstNode) throws IOException {
        String site = printed();
        for (String name : List.of("listen 443 ssl;", "server node1:8081", "node2:8081", "/var/log/nginx/licet.log")) {
            assertTrue(site.contains(name), name);
        }
        site = site.replace("listen 443 ssl;", "listen 127.0.0.1:" + front + ";")
                .replace("server node1:8081", "server 127.0.0.1:" + backs.getFirst() + firstNode)
                .replace("node2:8081", "127.0.0.1:" + backs.getLast())
                .replace(
                        "/var/log/nginx/licet.log",
                        directory.resolve("access.log").toString());
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        Files.writeString(directory.resolve("nginx.conf"), user + """

                daemon off;
                pid nginx.pid;
                error_log error.log;
                events {}
                http {
                keepalive_timeout 0;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                """ + site + "}\n");
    }

    private Process run(String... more) throws IOException {
        var command = new ArrayList<>(List.of("nginx", "-p", directory + "/", "-e", "error.log", "-c", "nginx.conf"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).inheritIO().start();
    }

    /// Takes the first node out and waits until nothing goes there any more.
    private void takeOut() throws IOException, InterruptedException {
        var workers = nginx.toHandle().children().toList();
        configure(" down");
        assertEquals(0, run("-s", "reload").waitFor());
        while (workers.stream().anyMatch(ProcessHandle::isAlive)) Thread.sleep(20);
    }

    private RunningService node(int number, Place.Postgres place) {
        var settings = new HashMap<>(RunningService.on(place));
        settings.putAll(Map.of(
                Key.TEST_PORT,
                backs.get(number).toString(),
                Key.TEST_URL,
                "http://127.0.0.1:" + front,
                Key.MASTER_KEY_FILE,
                directory.resolve("master.key").toString()));
        return RunningService.start(directory.resolve("node" + number), settings);
    }

    private void awaitNginx() throws InterruptedException {
        while (true) {
            try {
                if (Api.get("http://127.0.0.1:" + front + "/health/ready").status() == 200) return;
            } catch (UncheckedIOException notYet) {
                assertTrue(nginx.isAlive(), "nginx does not run");
                Thread.sleep(50);
            }
        }
    }

    @Test
    void a_node_is_taken_out_and_no_client_sees_anything_of_it() throws Exception {
        configure("");
        var place = PostgresCluster.shared().freshDatabase();
        RunningService first = node(0, place);
        try (var second = node(1, place)) {
            nginx = run();
            awaitNginx();
            var account = second.account("behind nginx");
            var load = new Load(second, account);
            load.awaitLicenses(100);
            takeOut();
            first.close();
            load.awaitLicenses(load.licenses() + 100);
            load.stop();
            assertEquals(Optional.empty(), load.oddity());
            assertEquals(0, load.refusals());
            assertEquals(List.of(), second.operator().verification().findings());
            assertLogHasNoQueries();
        } finally {
            nginx.destroy();
        }
    }

    private void assertLogHasNoQueries() throws IOException {
        var lines = Files.readAllLines(directory.resolve("access.log"));
        assertTrue(lines.size() >= 400, "it logs every request");
        assertTrue(lines.stream().noneMatch(line -> line.contains("?") || line.contains("ExpressPlayToken")));
    }
}
