package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two thousand clients that are slow at the same time (reference: security.md T28). All of them are cut at a
/// deadline that no further byte puts off, and whoever is not slow is answered meanwhile.
@Timeout(120)
class SlowCrowdTest {
    private static final int CROWD = 2_000;
    private static final int SMALLEST_WINDOW = 4 << 10;
    private static final byte[] BIG = new byte[192 << 10];
    private static final byte[] HUGE = new byte[2 << 20];
    private static final int FEW = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Deadlines DEADLINES = new Deadlines(
            SECOND.multipliedBy(3), SECOND.multipliedBy(3), SECOND.multipliedBy(3), SECOND.multipliedBy(60), SECOND);

    private final AtomicInteger answered = new AtomicInteger();

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            answered.incrementAndGet();
            byte[] body =
                    switch (request.path()) {
                        case "/big" -> BIG;
                        case "/huge" -> HUGE;
                        default -> new byte[1];
                    };
            return Reply.of(200, "text/plain", body);
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    private final Listener listener = Listener.open(
            new Listener.Setting("127.0.0.1", 0, 0, HostEnvironments.BY_PORT, Limits.DEFAULT, DEADLINES),
            application,
            Instant::now,
            new SecureRandom());

    private final List<SocketChannel> slow = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel one : slow) one.close();
        listener.close();
    }

    /// Requests of others that were answered well.
    private final AtomicInteger good = new AtomicInteger();

    /// How many slow ones read why they were cut.
    private int toldWhy;

    private int port() {
        return listener.port(Environment.TEST);
    }

    private void crowd(String begins) throws IOException {
        for (int i = 0; i < CROWD; i++) begin(begins);
    }

    private void begin(String begins) throws IOException {
        var one = SocketChannel.open();
        one.socket().setReceiveBufferSize(SMALLEST_WINDOW);
        one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        one.write(bytes(begins));
        one.configureBlocking(false);
        slow.add(one);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Drips until all are cut.
    ///
    /// @param drop   what each sends again and again
    /// @param status what each is told before it is cut
    private void awaitAllCut(String drop, String status) throws Exception {
        while (!slow.isEmpty()) {
            for (Iterator<SocketChannel> all = slow.iterator(); all.hasNext(); ) {
                var one = all.next();
                String told = told(one);
                if (told.isEmpty() && drips(one, drop)) continue;
                if (!told.isEmpty()) {
                    assertEquals(status, told.substring(9, 12));
                    toldWhy++;
                }
                one.close();
                all.remove();
            }
            Thread.sleep(200);
        }
    }

    private static String told(SocketChannel one) throws IOException {
        var in = ByteBuffer.allocate(100);
        int count = one.read(in);
        return count > 0 ? new String(in.array(), 0, count, StandardCharsets.ISO_8859_1) : "";
    }

    private static boolean drips(SocketChannel one, String drop) {
        try {
            one.write(bytes(drop));
            return true;
        } catch (IOException cut) {
            return false;
        }
    }

    /// Requests on a connection that stays, and on new ones, until `over`.
    private CompletableFuture<Void> askingUntil(CompletableFuture<Void> over) {
        return CompletableFuture.runAsync(() -> {
            try (var staying = new RawClient(port())) {
                while (!over.isDone()) {
                    assertGood(staying);
                    try (var fresh = new RawClient(port())) {
                        assertGood(fresh);
                    }
                    good.addAndGet(2);
                    Thread.sleep(5);
                }
            } catch (IOException | InterruptedException refused) {
                throw new AssertionError("a good client was cut after " + good + " requests", refused);
            }
        });
    }

    private static void assertGood(RawClient client) throws IOException {
        String answer = client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").answer();
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    private void assertCutWhileOthersAreServed(String begins, String drop) throws Exception {
        var over = new CompletableFuture<Void>();
        CompletableFuture<Void> asking = askingUntil(over);
        int before;
        try {
            crowd(begins);
            before = good.get();
            awaitAllCut(drop, "408");
        } finally {
            over.complete(null);
        }
        asking.get();
        assertTrue(good.get() > before, "nobody was served while the crowd was there");
        assertTrue(toldWhy > 0, "nobody was told why it was cut");
    }

    @Test
    void slow_heads_are_cut_while_others_are_served() throws Exception {
        assertCutWhileOthersAreServed("GET /x HTTP/1.1\r\nHost: a\r\n", "X-A: b\r\n");
    }

    @Test
    void slow_bodies_are_cut_while_others_are_served() throws Exception {
        assertCutWhileOthersAreServed("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n", "x");
    }

    /// They go on asking and take no answers.
    @Test
    void slow_readers_are_cut_while_others_are_served() throws Exception {
        var over = new CompletableFuture<Void>();
        CompletableFuture<Void> asking = askingUntil(over);
        int before;
        try {
            crowd("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
            before = good.get();
            for (SocketChannel one : slow) {
                while (drips(one, "GET /big HTTP/1.1\r\nHost: a\r\n\r\n")) Thread.sleep(1);
            }
        } finally {
            over.complete(null);
        }
        asking.get();
        assertTrue(good.get() > before, "nobody was served while the crowd was there");
    }

    /// Else what the kernel holds for one client would be megabytes.
    @Test
    void who_takes_nothing_makes_few_answers() throws Exception {
        var socket = new Socket();
        try (socket) {
            socket.setReceiveBufferSize(SMALLEST_WINDOW);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            byte[] request = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) socket.getOutputStream().write(request);
            while (answered.get() < 1) Thread.sleep(10);
            while (hangsOn(socket)) Thread.sleep(100);
        }
        assertTrue(answered.get() <= 2, "made " + answered);
    }

    /// They read the beginning of their answers and no more.
    @Test
    void of_large_answers_little_lies_outside_the_heap() throws Exception {
        for (int i = 0; i < FEW; i++) begin("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
        for (SocketChannel one : slow) {
            one.configureBlocking(true);
            assertTrue(told(one).startsWith("HTTP/1.1 200 "));
        }
        long outside = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
        assertTrue(outside < FEW * (long) HUGE.length / 2, outside + " bytes");
    }

    /// Cut into parts and put together again.
    @Test
    void a_large_answer_is_whole() throws Exception {
        try (var client = new RawClient(port())) {
            String answer = client.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n").answer();
            assertEquals(HUGE.length, answer.length() - answer.indexOf("\r\n\r\n") - 4);
            assertGood(client);
        }
    }

    private static boolean hangsOn(Socket socket) {
        try {
            socket.sendUrgentData('\n');
            return true;
        } catch (IOException cut) {
            return false;
        }
    }
}
