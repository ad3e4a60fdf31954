package dev.licet.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Finds out whether a port of ours really accepts: connects to it, and waits until the connection arrives
/// here. That the kernel lets somebody connect says nothing; it does so for a thousand whom nobody accepts.
final class Reach {
    private static final int LONGEST_WAIT_MILLIS = 1000;

    private final ConcurrentHashMap<Integer, CountDownLatch> awaited = new ConcurrentHashMap<>();

    /// Somebody has been accepted.
    void arrived(InetSocketAddress from) {
        var waiting = awaited.get(from.getPort());
        if (waiting != null) waiting.countDown();
    }

    boolean isReached(InetSocketAddress listening) {
        InetAddress address = listening.getAddress();
        InetAddress there = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        try (var socket = new Socket()) {
            socket.bind(null);
            return arrives(socket, new InetSocketAddress(there, listening.getPort()));
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean arrives(Socket socket, InetSocketAddress there) throws IOException, InterruptedException {
        var arrived = new CountDownLatch(1);
        awaited.put(socket.getLocalPort(), arrived);
        try {
            socket.connect(there, LONGEST_WAIT_MILLIS);
            return arrived.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            awaited.remove(socket.getLocalPort());
        }
    }
}
