package dev.licet.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a node and its server, counts round trips, and cuts the connection around a commit when it is told
// to.
final class FaultProxy implements AutoCloseable {
    /// Where to cut, once.
    enum Cut {
        /// The server is never asked to commit.
        BEFORE_COMMIT("COMMIT\0"),
        /// The server has committed, and its answer is lost.
        AFTER_COMMIT("C\0\0\0\u000bCOMMIT\0"),
        /// The server has inserted a row, and its answer is lost.
        AFTER_INSERT("C\0\0\0\u000fINSERT 0 1\0");

        private final byte[] sign;

        Cut(String sign) {
            this.sign = sign.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final Set<Cut> ASKED = EnumSet.of(Cut.BEFORE_COMMIT);
    private static final Set<Cut> ANSWERED = EnumSet.complementOf(EnumSet.of(Cut.BEFORE_COMMIT));

    private final ServerSocket listener;
    private final int target;
    private final Queue<Cut> next = new ArrayDeque<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger roundTrips = new AtomicInteger();

    FaultProxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    /// How often somebody has begun to wait for the server, on any of the connections.
    int roundTrips() {
        return roundTrips.get();
    }

    /// Cuts there, once at each and in that order.
    void cutOnce(Cut... places) {
        synchronized (next) {
            next.addAll(List.of(places));
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                var asked = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pump(client, server, ASKED, () -> asked.set(true)));
                Thread.ofVirtual()
                        .start(() -> pump(server, client, ANSWERED, () -> {
                            if (asked.getAndSet(false)) roundTrips.incrementAndGet();
                        }));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void pump(Socket from, Socket to, Set<Cut> possible, Runnable onData) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                onData.run();
                if (isCut(buffer, n, possible)) return;
                out.write(buffer, 0, n);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private boolean isCut(byte[] buffer, int length, Set<Cut> possible) {
        synchronized (next) {
            Cut cut = next.peek();
            if (cut == null || !possible.contains(cut) || !contains(buffer, length, cut.sign)) return false;
            next.remove();
            cuts.incrementAndGet();
            return true;
        }
    }

    private static boolean contains(byte[] buffer, int length, byte[] sign) {
        for (int i = 0; i + sign.length <= length; i++) {
            if (Arrays.equals(buffer, i, i + sign.length, sign, 0, sign.length)) return true;
        }
        return false;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
