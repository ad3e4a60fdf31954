package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// More clients than there may be, over real sockets: eight connections, two requests in work.
@Timeout(60)
class CrowdTest {
    private static final Limits LIMITS = new Limits(200, 400, 8, 100_000, 8, 8, 2, 2);

    private final Semaphore working = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<RawClient> clients = new ArrayList<>();

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            if (request.path().equals("/wait")) await();
            return Reply.of(200, "text/plain", ".");
        }

        private void await() {
            try {
                working.release();
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Handling handling(Request request) {
            return switch (request.path()) {
                case "/live" -> Handling.AT_ONCE;
                case "/ready" -> Handling.ALWAYS;
                default -> Handling.WHEN_THERE_IS_ROOM;
            };
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    private final Listener listener = Listener.open(
            new Listener.Setting(
                    "127.0.0.1",
                    0,
                    0,
                    HostEnvironments.BY_PORT,
                    LIMITS,
                    new Deadlines(
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(30))),
            application,
            Instant::now,
            new SecureRandom());

    @AfterEach
    void close() throws IOException {
        release.countDown();
        for (RawClient client : clients) client.close();
        listener.close();
    }

    private RawClient client() throws IOException {
        var client = new RawClient(listener.port(Environment.TEST));
        clients.add(client);
        return client;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    /// Its head has been read when it gets an answer to it, and its body has not.
    private RawClient sending() throws IOException {
        return client().send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
    }

    @Test
    void a_flood_of_idle_connections_keeps_nobody_out() throws IOException {
        for (int i = 0; i < 50; i++) client();
        for (int i = 0; i < 20; i++)
            assertEquals("200", status(client().send(get("/x")).answer()));
    }

    @Test
    void whoever_waits_for_the_rest_of_a_request_is_not_idle() throws IOException {
        var slow = new ArrayList<RawClient>();
        for (int i = 0; i < 6; i++) slow.add(sending());
        for (RawClient one : slow) assertTrue(one.answer().startsWith("HTTP/1.1 100"));
        for (int i = 0; i < 20; i++)
            assertEquals("200", status(client().send(get("/x")).answer()));
        for (RawClient one : slow) assertEquals("200", status(one.send("a").answer()));
    }

    @Test
    void when_nobody_is_idle_health_is_told_all_the_same_and_others_are_turned_away() throws IOException {
        for (int i = 0; i < 8; i++) assertTrue(sending().answer().startsWith("HTTP/1.1 100"));
        try (var other = client()) {
            String all = other.send(get("/x")).all();
            assertEquals("503", status(all));
            assertTrue(all.contains("\r\nConnection: close\r\n"), all);
        }
        for (int i = 0; i < 100; i++) {
            try (var live = client();
                    var ready = client()) {
                assertEquals("200", status(live.send(get("/live")).all()));
                assertEquals("200", status(ready.send(get("/ready")).all()));
            }
        }
    }

    /// Each of them would be waited for, and there are eight places beyond the limit.
    @Test
    void health_is_told_beside_slow_ones_when_nobody_is_idle() throws IOException {
        for (int i = 0; i < 8; i++) assertTrue(sending().answer().startsWith("HTTP/1.1 100"));
        for (int i = 0; i < 30; i++) {
            client().send("GET /live HTTP/1.1\r\n");
            try (var live = client();
                    var ready = client()) {
                assertEquals("200", status(live.send(get("/live")).all()));
                assertEquals("200", status(ready.send(get("/ready")).all()));
            }
        }
    }

    @Test
    void when_all_places_of_requests_are_taken_health_is_told_all_the_same() throws Exception {
        client().send(get("/wait"));
        client().send(get("/wait"));
        working.acquire(2);
        var client = client();
        for (int i = 0; i < 20; i++) {
            assertEquals("503", status(client.send(get("/x")).answer()));
            assertEquals("200", status(client.send(get("/live")).answer()));
            assertEquals("200", status(client.send(get("/ready")).answer()));
        }
    }
}
