package dev.licet.drm.fairplay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.upstream.LoopbackServer;
import dev.licet.drm.upstream.LoopbackServer.Reaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KsmClientTest {
    private static final byte[] BODY = {1};

    @Test
    void whoever_waits_for_one_server_takes_nothing_from_another() throws Exception {
        var client = new KsmClient(
                new UpstreamLimits(Duration.ofMinutes(2), Duration.ofMinutes(1), 1, 5, Duration.ofSeconds(5)),
                InstantSource.system());
        var asked = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        try (var slow = new LoopbackServer(_ -> {
                    asked.countDown();
                    await(free);
                    return Reaction.ok(new byte[] {2});
                });
                var quick = new LoopbackServer(_ -> Reaction.ok(new byte[] {3}));
                var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = devices.submit(() -> client.post(slow.url("/"), BODY));
            asked.await();

            assertEquals(
                    new KsmClient.Reply.Silent("is being asked by too many at once"), client.post(slow.url("/"), BODY));
            assertAnswered(3, client.post(quick.url("/"), BODY));

            free.countDown();
            assertAnswered(2, first.get());
            assertAnswered(2, client.post(slow.url("/"), BODY));
        }
    }

    private static void assertAnswered(int answer, KsmClient.Reply reply) {
        byte[] body = assertInstanceOf(KsmClient.Reply.Answered.class, reply).body();
        assertArrayEquals(new byte[] {(byte) answer}, body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
