package dev.licet.http;

import dev.licet.domain.Thrown;
import dev.licet.http.lane.Shares;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The answers of a listener that go on while their clients listen: so many at once, and none after [#close].
final class Feeds implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Feeds.class.getName());

    private final Shares room;
    private final Duration deadline;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param deadline for a client to take one part of an answer
    Feeds(int most, Duration deadline) {
        room = new Shares(most);
        this.deadline = deadline;
    }

    /// Takes a place, to be given back with [#leave], or says why there is none.
    Optional<Trouble> enter(String party) {
        if (!closed && room.take(party)) return Optional.empty();
        return Optional.of(closed || room.isFull() ? Trouble.STREAMS : Trouble.STREAMS_SHARE);
    }

    void leave(String party) {
        room.giveBack(party);
    }

    /// Writes all of it, on a thread that may block.
    void write(Reply reply, Body.Feed feed, Wire wire) {
        var outlet = new Open(wire, deadline);
        open.add(outlet);
        if (closed) outlet.over();
        boolean complete = false;
        try {
            outlet.await(wire.begin(reply, outlet::over));
            feed.to(outlet);
            complete = true;
        } catch (UncheckedIOException gone) {
            // The client has left, or took too long.
        } catch (RuntimeException | Error failure) {
            LOGGER.log(Level.ERROR, "a stream failed: " + Thrown.trace(failure));
        } finally {
            open.remove(outlet);
            wire.end(complete);
        }
    }

    /// Ends all of them, each after what it is sending.
    @Override
    public void close() {
        closed = true;
        open.forEach(Open::over);
    }

    private static final class Open implements Outlet {
        private final CountDownLatch end = new CountDownLatch(1);
        private final Wire wire;
        private final Duration deadline;

        Open(Wire wire, Duration deadline) {
            this.wire = wire;
            this.deadline = deadline;
        }

        void over() {
            end.countDown();
        }

        @Override
        public void send(byte[] bytes) {
            // In the chunked coding, a part without bytes is the end of the body (RFC 9112 section 7.1).
            if (bytes.length == 0) return;
            await(wire.part(bytes));
        }

        /// One part is under way at any time, so a client that reads slowly takes no more memory than that.
        private void await(ChannelFuture sent) {
            try {
                boolean taken = sent.await(deadline.toMillis()) && sent.isSuccess();
                if (!taken) throw new UncheckedIOException(new IOException("the client has left"));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("the service stops"));
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
