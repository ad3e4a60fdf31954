package dev.licet.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTest {
    private static final byte[] ANSWER = "an answer".getBytes(StandardCharsets.US_ASCII);

    /// A server that remembers which connections it had.
    private static HttpServer server(Set<SocketAddress> seen) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, seen);
        return server;
    }

    private static void answer(HttpServer server, Set<SocketAddress> seen) {
        server.createContext("/", exchange -> {
            seen.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.setExecutor(Thread::startVirtualThread);
        server.start();
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

    @Test
    void briefConnectionsAreGoodForSoManyRequests() throws IOException {
        Set<SocketAddress> seen = ConcurrentHashMap.newKeySet();
        HttpServer server = server(seen);
        try (var load = new Load(List.of(server.getAddress().getPort()), 1, Manner.brief(3))) {
            Load.Result result = load.flatOut(atMost(12), 5);
            assertEquals(0, result.bad(), result.firstBad().orElse(""));
            assertEquals(12, result.good());
            assertEquals(4, seen.size());
        } finally {
            server.stop(0);
        }
    }

    private static Requests atMost(int count) {
        var left = new AtomicInteger(count);
        var request = Requests.get("/");
        return () -> left.getAndDecrement() > 0 ? Optional.of(request) : Optional.empty();
    }

    @Test
    void tlsIsSpokenOnConnectionsOfBothKinds(@TempDir Path folder) throws Exception {
        Set<SocketAddress> seen = ConcurrentHashMap.newKeySet();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(folder)));
        answer(server, seen);
        int port = server.getAddress().getPort();
        try (var staying = new Load(List.of(port), 2, Manner.STAYING.overTls());
                var brief = new Load(List.of(port), 1, Manner.brief(3).overTls())) {
            assertEquals(12, staying.flatOut(atMost(12), 5).good());
            assertEquals(2, seen.size());
            assertEquals(12, brief.flatOut(atMost(12), 5).good());
            assertEquals(6, seen.size());
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext context(Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        String keytool = System.getProperty("java.home") + "/bin/keytool";
        var make = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storepass",
                "secret",
                "-keystore",
                file.toString());
        assertEquals(0, new ProcessBuilder(make).start().waitFor());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), "secret".toCharArray()), "secret".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
