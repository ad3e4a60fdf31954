package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Answers that go on, over real sockets. Two requests may be in work, and two feeds open.
@Timeout(60)
class FeedTest {
    private static final Limits LIMITS = new Limits(200, 400, 8, 1000, 100, 100, 2, 2);
    private static final Deadlines SHORT = new Deadlines(
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(500),
            Duration.ofSeconds(20));
    private static final Duration LONG = Duration.ofHours(1);

    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch said = new CountDownLatch(1);
    private Listener listener;

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            return switch (request.path()) {
                case "/wait" -> Reply.streaming("text/plain", this::wait);
                case "/later" -> Reply.streaming("text/plain", this::later);
                case "/flood" -> Reply.streaming("text/plain", this::flood);
                case "/fail" -> Reply.streaming("text/plain", this::fail);
                default -> Reply.of(200, "text/plain", ".");
            };
        }

        private void wait(Outlet outlet) {
            outlet.send(bytes("first "));
            while (outlet.pause(LONG)) outlet.send(bytes("never "));
            ended.add("wait");
        }

        private void later(Outlet outlet) {
            outlet.send(bytes("first "));
            // Nothing is no end.
            outlet.send(bytes(""));
            await(said);
            outlet.send(bytes("second "));
        }

        private void flood(Outlet outlet) {
            try {
                while (outlet.pause(Duration.ZERO)) outlet.send(new byte[1 << 16]);
            } finally {
                ended.add("flood");
            }
        }

        private void fail(Outlet outlet) {
            outlet.send(bytes("first "));
            throw new IllegalStateException("broken");
        }

        @Override
        public Reply refuse(Request request, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    @BeforeEach
    void open() {
        var setting = new Listener.Setting("127.0.0.1", 0, 0, HostEnvironments.BY_PORT, LIMITS, SHORT);
        listener = Listener.open(setting, application, Instant::now, new SecureRandom());
    }

    @AfterEach
    void close() {
        said.countDown();
        listener.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RawClient ask(String path) throws IOException {
        return new RawClient(listener.port(Environment.TEST)).send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void what_is_sent_arrives_at_once_and_the_connection_serves_on() throws IOException {
        try (var client = ask("/later")) {
            String head = client.upTo("first ");
            assertTrue(head.startsWith("HTTP/1.1 200"), head);
            assertTrue(head.contains("X-Request-Id: "), head);
            said.countDown();
            client.upTo("second ");
            client.upTo("0\r\n\r\n");
            client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(client.answer().endsWith("\r\n\r\n."));
        }
    }

    @Test
    void no_deadline_ends_an_answer_that_has_nothing_to_say() throws Exception {
        try (var client = ask("/later")) {
            client.upTo("first ");
            Thread.sleep(SHORT.idle().plus(SHORT.write()).plus(SHORT.write()).toMillis());
            said.countDown();
            client.upTo("second ");
        }
    }

    @Test
    void feeds_take_no_place_of_requests_and_have_a_limit_of_their_own() throws IOException {
        try (var first = ask("/wait");
                var second = ask("/wait");
                var third = new RawClient(listener.port(Environment.TEST))) {
            first.upTo("first ");
            second.upTo("first ");
            String refusal = third.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").answer();
            assertTrue(refusal.startsWith("HTTP/1.1 503"), refusal);
            assertTrue(refusal.endsWith("STREAMS"), refusal);
            assertTrue(third.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").answer().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void a_client_that_leaves_gives_its_place_back() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (var client = ask("/flood")) {
                client.upTo("\r\n\r\n");
            }
            assertEquals("flood", ended.take());
        }
    }

    @Test
    void a_feed_that_has_nothing_to_say_ends_when_its_client_leaves() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (var client = ask("/wait")) {
                client.upTo("first ");
            }
            assertEquals("wait", ended.take());
        }
    }

    /// HTTP/1.0 knows no chunks.
    @Test
    void an_old_client_gets_the_bytes_alone_and_the_end_of_the_connection() throws IOException {
        try (var client = new RawClient(listener.port(Environment.TEST))) {
            client.send("GET /later HTTP/1.0\r\nHost: a\r\n\r\n");
            String head = client.upTo("first ");
            assertFalse(head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding"), head);
            assertTrue(head.contains("\r\nConnection: close\r\n"), head);
            said.countDown();
            assertEquals("second ", client.all());
        }
    }

    @Test
    void a_client_that_takes_nothing_is_cut_after_the_deadline_for_writing() throws Exception {
        try (var client = ask("/flood")) {
            client.upTo("\r\n\r\n");
            assertEquals("flood", ended.take());
            assertTrue(client.dripBlindly("x", 1000));
        }
    }

    @Test
    void closing_ends_all_feeds_at_once_and_completely() throws Exception {
        try (var first = ask("/wait");
                var second = ask("/wait")) {
            first.upTo("first ");
            second.upTo("first ");
            listener.close();
            assertEquals("wait", ended.take());
            assertEquals("wait", ended.take());
            assertTrue(first.all().endsWith("0\r\n\r\n"));
            assertTrue(second.all().endsWith("0\r\n\r\n"));
        }
    }

    @Test
    void a_feed_that_fails_is_not_mistaken_for_a_complete_one() throws IOException {
        try (var client = ask("/fail")) {
            client.upTo("first ");
            assertFalse(client.all().contains("0\r\n\r\n"));
        }
    }

    @Test
    void head_has_no_body() throws IOException {
        try (var client = new RawClient(listener.port(Environment.TEST))) {
            client.send("HEAD /wait HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            String all = client.all();
            assertTrue(all.startsWith("HTTP/1.1 200") && all.endsWith("\r\n\r\n"), all);
            assertFalse(all.contains("first"), all);
        }
    }
}
