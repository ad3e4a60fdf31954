package dev.licet.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class LoadTest {
    private static final byte[] ANSWER = "an answer".getBytes(StandardCharsets.US_ASCII);

    /// A server that remembers which connections it had.
    private static HttpServer server(Set<SocketAddress> seen) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void connectionsAreSpreadOverAllPorts() throws IOException {
        Set<SocketAddress> first = ConcurrentHashMap.newKeySet();
        Set<SocketAddress> second = ConcurrentHashMap.newKeySet();
        HttpServer one = server(first);
        HttpServer other = server(second);
        try (var load =
                new Load(List.of(one.getAddress().getPort(), other.getAddress().getPort()), 5)) {
            Load.Result result = load.flatOut(Requests.always(Requests.get("/")), 0.5);
            assertEquals(0, result.bad(), result.firstBad().orElse(""));
            assertTrue(result.good() > 0);
            assertEquals(3, first.size());
            assertEquals(2, second.size());
        } finally {
            one.stop(0);
            other.stop(0);
        }
    }
}
