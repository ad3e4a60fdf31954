package dev.licet.http;

import static dev.licet.http.RawHttp2.DATA;
import static dev.licet.http.RawHttp2.RST_STREAM;
import static dev.licet.http.RawHttp2.frame;
import static dev.licet.http.RawHttp2.ints;
import static dev.licet.http.RawHttp2.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is counted of a body whose sender is looked up for longer than its request lasts.
@Timeout(60)
class HoldingTest {
    private static final int HERE = 10_000;
    private static final Deadlines DEADLINES = new Deadlines(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final BlockingQueue<Thread> lookingUp = new ArrayBlockingQueue<>(1);
    private final CountDownLatch known = new CountDownLatch(1);
    private final Room room = Room.open(Limits.DEFAULT, DEADLINES);
    private final Loops loops = Loops.start("holding-test", 1);
    private Ports ports;

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            return Reply.of(200, "text/plain", "");
        }

        @Override
        public boolean isKnown(Request seen) {
            lookingUp.add(Thread.currentThread());
            try {
                known.await();
                return true;
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    @BeforeEach
    void open() {
        var asked = new Front.Asked(application, Environment.TEST, HostEnvironments.BY_PORT, Set.of());
        var front = new Front(asked, new Stamps(Instant::now, new SecureRandom()), Proxies.NONE, room);
        var place = new Port.Place("127.0.0.1", 0, Proxies.NONE, Optional.empty());
        ports = Ports.open(loops, room, List.of(new Ports.Wanted(place, front)));
    }

    @AfterEach
    void close() {
        known.countDown();
        ports.close();
    }

    private int port() {
        return ports.all().getFirst().number();
    }

    /// Everything that the loop has been told before this is done after it.
    private void loopIsThrough() throws InterruptedException {
        loops.group().submit(() -> {}).sync();
    }

    private void await(long bytes) throws InterruptedException {
        while (room.bodies().held() != bytes) Thread.sleep(1);
    }

    private void senderIsKnown() throws InterruptedException {
        Thread looking = lookingUp.take();
        known.countDown();
        looking.join();
        loopIsThrough();
    }

    @Test
    void nothing_is_counted_of_a_stream_that_was_reset_before_its_sender_was_known() throws Exception {
        try (var client = new RawHttp2(port())) {
            client.send(post(1)).send(frame(DATA, 0, 1, new byte[HERE]));
            await(HERE - Bodies.FREE_BYTES);
            client.send(frame(RST_STREAM, 0, 1, ints(8)));
            await(0);
            senderIsKnown();
            assertEquals(0, room.bodies().held());
        }
    }

    @Test
    void nothing_is_counted_of_a_stream_whose_connection_was_gone_before() throws Exception {
        try (var client = new RawHttp2(port())) {
            client.send(post(1)).send(frame(DATA, 0, 1, new byte[HERE]));
            await(HERE - Bodies.FREE_BYTES);
        }
        await(0);
        senderIsKnown();
        assertEquals(0, room.bodies().held());
    }

    @Test
    void nothing_is_counted_of_a_connection_of_http_1_that_was_gone_before() throws Exception {
        try (var client = new RawClient(port())) {
            client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(HERE));
            await(HERE - Bodies.FREE_BYTES);
        }
        await(0);
        senderIsKnown();
        assertEquals(0, room.bodies().held());
    }
}
