package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One party that asks for more than there is, and another, over real sockets. Eight requests may be in work.
@Timeout(60)
class SharesOfRequestsTest {
    private static final Limits LIMITS = new Limits(200, 400, 8, 1000, 400, 400, 8, 8);
    private static final int CROWD = 100;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger inWork = new AtomicInteger();
    private final AtomicInteger refusedOnThreads = new AtomicInteger();
    private final List<RawClient> clients = new ArrayList<>();
    private Listener listener;

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            if (request.path().equals("/x")) return Reply.of(200, "text/plain", "done");
            inWork.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, "text/plain", "late");
        }

        @Override
        public Optional<String> partyAtOnce(Request request) {
            return request.fields().first("Known");
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            if (Thread.currentThread().isVirtual()) refusedOnThreads.incrementAndGet();
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }

        @Override
        public String party(Request request) {
            return request.fields().first("Party").orElse("");
        }
    };

    @BeforeEach
    void open() {
        var hosts = new HostEnvironments(Optional.empty(), Optional.empty());
        var setting = new Listener.Setting("127.0.0.1", 0, 0, hosts, LIMITS, Deadlines.DEFAULT);
        listener = Listener.open(setting, application, Instant::now, new SecureRandom());
    }

    @AfterEach
    void close() throws IOException {
        release.countDown();
        for (RawClient client : clients) client.close();
        listener.close();
    }

    private RawClient asking(String party, String path) throws IOException {
        var client = new RawClient(listener.port(Environment.TEST));
        clients.add(client);
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nParty: " + party + "\r\n\r\n");
        return client;
    }

    @Test
    void a_crowd_of_one_party_leads_to_no_refusal_of_another() throws IOException {
        var crowd = new ArrayList<RawClient>();
        for (int i = 0; i < CROWD; i++) crowd.add(asking("greedy", "/wait"));
        while (inWork.get() < 6) Thread.onSpinWait();
        for (int i = 0; i < 50; i++) {
            String answer = asking("modest", "/x").answer();
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
        release.countDown();
        int refused = 0;
        for (RawClient one : crowd) {
            String answer = one.answer();
            boolean share = answer.startsWith("HTTP/1.1 429 ") && answer.endsWith("SHARE");
            assertTrue(share || answer.startsWith("HTTP/1.1 200 "), answer);
            if (share) refused++;
        }
        assertEquals(CROWD - 6, refused);
    }

    @Test
    void whoever_is_known_at_once_is_turned_away_by_the_loop_and_looked_up_by_nobody() throws IOException {
        for (int i = 0; i < 6; i++) asking("x\r\nKnown: greedy", "/wait");
        while (inWork.get() < 6) Thread.onSpinWait();
        for (int i = 0; i < 5; i++) {
            String answer = asking("somebody else\r\nKnown: greedy", "/x").answer();
            assertTrue(answer.startsWith("HTTP/1.1 429 ") && answer.endsWith("SHARE"), answer);
        }
        assertEquals(0, refusedOnThreads.get());
        assertTrue(asking("greedy", "/x").answer().startsWith("HTTP/1.1 429 "));
        assertEquals(1, refusedOnThreads.get());
    }

    @Test
    void a_crowd_of_strangers_leads_to_no_refusal_of_somebody_known() throws IOException {
        for (int i = 0; i < CROWD; i++) asking("", "/wait");
        while (inWork.get() < 6) Thread.onSpinWait();
        String stranger = asking("", "/x").answer();
        assertTrue(stranger.startsWith("HTTP/1.1 503 ") && stranger.endsWith("BUSY"), stranger);
        for (int i = 0; i < 50; i++) {
            assertTrue(asking("known", "/x").answer().startsWith("HTTP/1.1 200 "));
        }
    }
}
