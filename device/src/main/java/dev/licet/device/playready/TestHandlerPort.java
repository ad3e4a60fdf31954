package dev.licet.device.playready;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.licet.drm.wire.PlayReadyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;

/// A [TestHandler] at a port of this very machine.
public final class TestHandlerPort implements AutoCloseable {
    private static final int CONTENT_TOO_LARGE = 413;

    private final HttpServer server;

    private TestHandlerPort(HttpServer server) {
        this.server = server;
    }

    /// Opens the port.
    ///
    /// @param port 0 for any that is free
    public static TestHandlerPort open(int port, TestHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, handler));
        server.start();
        return new TestHandlerPort(server);
    }

    private static void answer(HttpExchange exchange, TestHandler handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(PlayReadyRequest.MAX_BYTES + 1);
            if (body.length > PlayReadyRequest.MAX_BYTES) {
                exchange.sendResponseHeaders(CONTENT_TOO_LARGE, -1);
                return;
            }
            var grant = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Licet-Grant"));
            var reply = handler.answer(body, grant);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            reply.client().ifPresent(told -> exchange.getResponseHeaders().set("X-Licet-Client", told));
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    /// Where it is.
    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
