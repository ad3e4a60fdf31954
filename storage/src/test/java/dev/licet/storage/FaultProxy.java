package dev.licet.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Stands between a node and its server, and cuts the connection around a commit when it is told to.
final class FaultProxy implements AutoCloseable {
    /// Where to cut, once.
    enum Cut {
        /// Not at all.
        NEVER,
        /// The server is never asked to commit.
        BEFORE_COMMIT,
        /// The server has committed, and its answer is lost.
        AFTER_COMMIT
    }

    private static final byte[] ASKED = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWERED = "C\0\0\0\u000bCOMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final int target;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    private final AtomicInteger cuts = new AtomicInteger();

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

    void cutOnce(Cut where) {
        next.set(where);
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pump(client, server, ASKED, Cut.BEFORE_COMMIT));
                Thread.ofVirtual().start(() -> pump(server, client, ANSWERED, Cut.AFTER_COMMIT));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void pump(Socket from, Socket to, byte[] sign, Cut cut) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (contains(buffer, n, sign) && next.compareAndSet(cut, Cut.NEVER)) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException closed) {
            return;
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
