package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Logger LOGGER = Logger.getLogger(Loops.class.getName());

    private final LogLines lines = new LogLines();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Watch watch = new Watch(new Deadlines(SHORT, SHORT, SHORT, SHORT, SHORT), System::nanoTime);

    @BeforeEach
    void listen() {
        LOGGER.addHandler(lines);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        watch.close();
        LOGGER.removeHandler(lines);
        LOGGER.setUseParentHandlers(true);
    }

    /// Always late.
    private record Late(Runnable whenEnded) implements Watch.Watched {
        @Override
        public boolean isLate(long now) {
            return true;
        }

        @Override
        public void end() {
            whenEnded.run();
        }

        @Override
        public void close() {}

        @Override
        public Peer peer() {
            return new Peer(null, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), () -> {});
        }
    }

    @Test
    void what_goes_wrong_with_one_is_told_and_the_others_are_looked_at() throws InterruptedException {
        watch.add(new Late(() -> {
            throw new IllegalStateException("secret");
        }));
        String line = lines.next();
        assertTrue(line.contains("java.lang.IllegalStateException at "), line);
        assertTrue(!line.contains("secret"), line);
        watch.add(new Late(ended::countDown));
        ended.await();
    }
}
