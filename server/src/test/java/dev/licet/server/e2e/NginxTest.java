package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import dev.licet.storage.Place;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.testing.PostgresCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes behind nginx with the configuration that docs/operations.md prints. Debian: `nginx-light`; where it cannot
/// be had, `-Dlicet.nginx.unavailable=true` reports this as skipped.
@Timeout(300)
class NginxTest {
    private static final Pattern PRINTED = Pattern.compile("(?s)```nginx\n(.*?)```");

    private static final String KEPT = "keepalive_timeout 45s;";
    private static final Duration SILENCE = Duration.ofSeconds(Boolean.getBoolean("licet.test.full") ? 120 : 22);

    @TempDir
    private Path directory;

    private final int front = freePort();
    private final List<Integer> backs = List.of(freePort(), freePort());
    private Process nginx;

    @BeforeEach
    void where() {
        assumeFalse(Boolean.getBoolean("licet.nginx.unavailable"), "nginx was said to be unavailable");
    }

    /// One that goes on would keep the output of the tests open, and whoever runs them waits for its end.
    @AfterEach
    void stop() throws InterruptedException {
        if (nginx == null) return;
        nginx.destroy();
        nginx.waitFor();
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
        configure(firstNode, UnaryOperator.identity());
    }

    private void configure(String firstNode, UnaryOperator<String> change) throws IOException {
        String site = printed();
        for (String name : List.of(
                "listen 443 ssl;",
                "server node1:8081",
                "node2:8081",
                "/var/log/nginx/licet.log",
                "/var/log/nginx/licet-error.log",
                KEPT)) {
            assertTrue(site.contains(name), name);
        }
        site = change.apply(site)
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + front + ";")
                .replace("server node1:8081", "server 127.0.0.1:" + backs.getFirst() + firstNode)
                .replace("node2:8081", "127.0.0.1:" + backs.getLast())
                .replace(
                        "/var/log/nginx/licet.log",
                        directory.resolve("access.log").toString())
                .replace(
                        "/var/log/nginx/licet-error.log",
                        directory.resolve("site-error.log").toString());
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
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Takes the first node out and waits until nothing goes there any more.
    private void takeOut() throws IOException, InterruptedException {
        var workers = nginx.toHandle().children().toList();
        configure(" down");
        assertEquals(0, run("-s", "reload").waitFor());
        while (workers.stream().anyMatch(ProcessHandle::isAlive)) Thread.sleep(20);
    }

    private RunningService node(int number, Place.Postgres place) {
        return node(number, place, Map.of());
    }

    private RunningService node(int number, Place.Postgres place, Map<Key, String> more) {
        var settings = new HashMap<>(RunningService.on(place));
        settings.putAll(more);
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

    /// Longer than what others may send; a node has looked at them.
    @Test
    void documents_of_packagers_pass_as_playready_messages_do() throws Exception {
        configure("");
        var place = PostgresCluster.shared().freshDatabase();
        try (var _ = node(0, place)) {
            nginx = run();
            awaitNginx();
            var document = new byte[100 << 10];
            Map<String, Integer> answers = Map.of(
                    "/speke/copyProtection", 401,
                    "/cpix", 401,
                    "/wv/getcontentkey/studio", 200,
                    "/playready/RightsManager.asmx", 500,
                    "/hms/wv/rights/", 413);
            answers.forEach((path, status) -> assertEquals(
                    status,
                    Api.postBytes("http://127.0.0.1:" + front + path, document).status(),
                    path));
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
            assertEquals(List.of(), load.refusalsOfNodes());
            assertEquals(List.of(), second.operator().verification().findings());
            assertLogHasNoQueries();
        }
    }

    /// The nodes are away: nginx has something to complain about, and each complaint names the request.
    @Test
    void no_log_holds_a_content_key_while_the_nodes_are_away() throws Exception {
        configure("");
        nginx = run();
        String key = "00112233445566778899aabbccddeeff";
        String query = "/hms/wv/token?kid=" + key.replace('0', '1') + "&contentKey=" + key;
        for (int i = 0; i < 20; i++) assertEquals(502, fetch(query).status());
        assertEquals(
                502,
                Api.postForm("http://127.0.0.1:" + front + "/hms/wv/token", "contentKey=" + key)
                        .status());
        stop();
        for (String log : List.of("access.log", "site-error.log", "error.log")) {
            String text = Files.readString(directory.resolve(log));
            assertFalse(text.contains("contentKey") || text.contains("?"), log + ": " + text);
        }
        assertTrue(Files.readString(directory.resolve("access.log")).contains(" 502 "), "it says that nobody answers");
    }

    private Api.Reply fetch(String target) throws InterruptedException {
        while (true) {
            try {
                return Api.get("http://127.0.0.1:" + front + target);
            } catch (UncheckedIOException notYet) {
                assertTrue(nginx.isAlive(), "nginx does not run");
                Thread.sleep(50);
            }
        }
    }

    /// Longer than nginx waits for an ordinary answer; with `-Dlicet.test.full` two minutes.
    @Test
    void a_stream_of_records_stays_open_while_nothing_happens() throws Exception {
        configure("");
        var place = PostgresCluster.shared().freshDatabase();
        try (var _ = node(0, place);
                var second = node(1, place)) {
            nginx = run();
            awaitNginx();
            var account = second.account("behind nginx");
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front + "/cmiapi/records/stream"))
                    .header("Authorization", "Bearer " + RunningService.text(account, Environment.TEST))
                    .build();
            try (var client = HttpClient.newHttpClient();
                    var body =
                            client.send(request, BodyHandlers.ofInputStream()).body()) {
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
                long end = System.nanoTime() + SILENCE.toNanos();
                while (System.nanoTime() < end) assertTrue(lines.readLine() != null, "the stream was cut");
                assertEquals(200, post(account));
                String line = lines.readLine();
                while (line != null && !line.startsWith("data:")) line = lines.readLine();
                assertTrue(line != null && line.contains("issued"), "the stream was cut: " + line);
            }
        }
    }

    /// The same proportions as printed, shortened: nginx keeps connections 0.9 s and the nodes 1.5 s.
    @Test
    void posts_around_the_idle_limit_meet_no_closed_connection() throws Exception {
        configure("", site -> site.replace(KEPT, "keepalive_timeout 900ms;"));
        var place = PostgresCluster.shared().freshDatabase();
        var idle = Map.of(Key.DEADLINE_IDLE, "1.5s");
        try (var _ = node(0, place, idle);
                var second = node(1, place, idle)) {
            nginx = run();
            awaitNginx();
            var account = second.account("behind nginx");
            var statuses = new ConcurrentHashMap<Integer, Integer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 30; i++) {
                    int start = i;
                    threads.submit(() -> {
                        for (int j = 0; j < 10; j++) {
                            statuses.merge(post(account), 1, Integer::sum);
                            Thread.sleep(600 + (start * 10 + j) * 37 % 1100);
                        }
                        return start;
                    });
                }
            }
            assertEquals(Map.of(200, 300), statuses);
        }
    }

    /// Forms that readers of HTTP have been seen to take apart differently (docs/spec: security M9), each with
    /// a second request behind it. Whatever nginx lets through must end where nginx thinks that it ends: else the
    /// rest would begin somebody else's request, on a connection to a node that all clients share.
    @Test
    void no_form_of_a_request_ends_elsewhere_for_us_than_for_nginx() throws Exception {
        configure("");
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, Files.readString(file).replace("keepalive_timeout 0;\n", ""));
        var port = Map.of(Key.TEST_PORT, backs.getFirst().toString());
        try (var _ = RunningService.start(directory.resolve("node"), port)) {
            nginx = run();
            awaitNginx();
            var repaired = new ArrayList<String>();
            for (int i = 0; i < Smuggling.FORMS.size(); i++) {
                String form = Smuggling.FORMS.get(i);
                assertRefusedOnce(Smuggling.answers(backs.getFirst(), form, i), form);
                List<String> passed = Smuggling.answers(front, form, i);
                if (passed.getFirst().startsWith("200")) repaired.add(form);
                assertOwn(passed, form, i);
                for (int j = 0; j < 3; j++) {
                    String id = "victim-" + i + "-" + j;
                    assertEquals(List.of("200 " + id), Smuggling.victim(front, id), form);
                }
            }
            assertEquals(Smuggling.REPAIRED, repaired, "what nginx reads and writes anew in one form");
        }
    }

    private static void assertRefusedOnce(List<String> answers, String form) {
        assertEquals(1, answers.size(), form + answers);
        assertTrue(answers.getFirst().startsWith("4"), form + answers);
    }

    /// The first request is refused, or repaired; the second is refused with it, or is answered as what it is.
    private static void assertOwn(List<String> answers, String form, int number) {
        assertTrue(answers.getFirst().matches("(200|4\\d\\d|50[15]) .*"), form + answers);
        if (answers.size() > 1) assertEquals(List.of("200 second-" + number), answers.subList(1, answers.size()), form);
    }

    private int post(CreatedAccount account) {
        String form = "customerAuthenticator="
                + URLEncoder.encode(RunningService.text(account, Environment.TEST), StandardCharsets.UTF_8)
                + "&kid=00112233445566778899aabbccddeeff&contentKey=00112233445566778899aabbccddeeff&securityLevel=1"
                + "&hdcpOutputControl=0&errorFormat=json";
        return Api.postForm("http://127.0.0.1:" + front + "/hms/wv/token", form).status();
    }

    private void assertLogHasNoQueries() throws IOException {
        var lines = Files.readAllLines(directory.resolve("access.log"));
        assertTrue(lines.size() >= 400, "it logs every request");
        assertTrue(lines.stream().noneMatch(line -> line.contains("?") || line.contains("ExpressPlayToken")));
    }
}
