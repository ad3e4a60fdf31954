package dev.licet.server.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// A small HTTP/1.1 server on loopback, for the parts that others play: one request a connection.
public final class LoopbackServer implements AutoCloseable {
    /// What came.
    public record Request(String path, Map<String, String> headers, byte[] body) {}

    /// What goes back.
    public record Answer(int status, byte[] body, Map<String, String> headers) {
        public Answer(int status, byte[] body) {
            this(status, body, Map.of());
        }

        public static Answer of(int status, String text) {
            return new Answer(status, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Function<Request, Optional<Answer>> handler;

    /// @param handler says nothing to have the connection reset without a word
    public LoopbackServer(Function<Request, Optional<Answer>> handler) {
        this(ServerSocketFactory.getDefault(), "http", handler, open -> {});
    }

    /// With a certificate.
    LoopbackServer(SSLContext identity, Function<Request, Optional<Answer>> handler) {
        this(identity.getServerSocketFactory(), "https", handler, open -> {});
    }

    /// With a certificate, for clients that show one of theirs.
    static LoopbackServer askingClients(SSLContext identity, Function<Request, Optional<Answer>> handler) {
        return new LoopbackServer(identity.getServerSocketFactory(), "https", handler, LoopbackServer::ask);
    }

    private static void ask(ServerSocket open) {
        ((SSLServerSocket) open).setNeedClientAuth(true);
    }

    /// @param setting is done before the first connection is waited for, which would not know of it otherwise
    private LoopbackServer(
            ServerSocketFactory sockets,
            String scheme,
            Function<Request, Optional<Answer>> handler,
            Consumer<ServerSocket> setting) {
        this.handler = handler;
        this.scheme = scheme;
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            setting.accept(listener);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + path);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Optional<Answer> answer = handler.apply(read(new BufferedInputStream(socket.getInputStream())));
            if (answer.isPresent()) write(socket, answer.get());
            else socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            return;
        }
    }

    private static void write(Socket socket, Answer answer) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\nConnection: close\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(answer.body().length).append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(answer.body());
        socket.getOutputStream().flush();
    }

    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
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
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
