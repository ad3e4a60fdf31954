package dev.licet.drm.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An HTTP/1.1 server on loopback that can also misbehave as real ones do.
public final class LoopbackServer implements AutoCloseable {
    private static final int PLENTY = 1024 * 1024;

    /// What came.
    public record Request(String path, Map<String, String> headers, byte[] body) {}

    /// What to do about it.
    public sealed interface Reaction {
        /// Answer.
        record Answer(int status, byte[] body) implements Reaction {}

        /// Close the connection without a word.
        record HangUp() implements Reaction {}

        /// Keep the connection open and say nothing.
        record Silence() implements Reaction {}

        /// Send the headers and half of what they promise, then nothing.
        record Drip() implements Reaction {}

        public static Reaction ok(byte[] body) {
            return new Answer(200, body);
        }

        public static Reaction text(int status, String body) {
            return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    public final ConcurrentLinkedQueue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final ServerSocket listener;
    private final Function<Request, Reaction> handler;

    public LoopbackServer(Function<Request, Reaction> handler) {
        this.handler = handler;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            String first = line(in);
            while (!first.isEmpty() && react(socket, read(first, in))) first = line(in);
        } catch (IOException gone) {
            return;
        }
    }

    private boolean react(Socket socket, Request request) throws IOException {
        requests.add(request);
        return switch (handler.apply(request)) {
            case Reaction.Answer(int status, byte[] body) -> {
                write(socket, status, body.length, body);
                yield true;
            }
            case Reaction.HangUp none -> false;
            case Reaction.Silence none -> socket.getInputStream().read() >= 0;
            case Reaction.Drip none -> {
                write(socket, 200, 10, new byte[5]);
                yield socket.getInputStream().read() >= 0;
            }
        };
    }

    private static void write(Socket socket, int status, int length, byte[] body) throws IOException {
        String head =
                "HTTP/1.1 " + status + " x\r\nContent-Length: " + length + "\r\nLocation: http://127.0.0.1:1/\r\n\r\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        socket.getOutputStream().write(out.toByteArray());
        socket.getOutputStream().flush();
    }

    private static Request read(String first, InputStream in) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Math.min(PLENTY, Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Request(first.split(" ")[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : connections) socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
