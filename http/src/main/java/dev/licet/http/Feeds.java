package dev.licet.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The answers of a listener that go on while their clients listen: so many at once, and none after [#close].
final class Feeds implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Feeds.class.getName());

    private final Semaphore room;
    private final CountDownLatch end = new CountDownLatch(1);

    Feeds(int most) {
        room = new Semaphore(most);
    }

    /// Takes a place, to be given back with [#leave].
    boolean enter() {
        return end.getCount() > 0 && room.tryAcquire();
    }

    void leave() {
        room.release();
    }

    /// Writes all of it. Throws what ends the connection when it cannot be completed.
    void write(Body.Feed feed, OutputStream out) {
        try (out) {
            feed.to(new Open(out, end));
        } catch (CloseConnectionException over) {
            throw over;
        } catch (IOException | UncheckedIOException gone) {
            throw new ServerConnectionException("the client has left", gone);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "a stream failed: " + Trace.of(e));
            throw new CloseConnectionException("the stream failed");
        }
    }

    /// Ends all of them, each after what it is sending.
    @Override
    public void close() {
        end.countDown();
    }

    private record Open(OutputStream out, CountDownLatch end) implements Outlet {
        @Override
        public void send(byte[] bytes) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Override
        public boolean pause(Duration time) {
            try {
                return !end.await(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
