package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
    private static final Limits LIMITS = new Limits(200, 400, 8, 1000, 100, 100, 2, 2);

    @TempDir
    private Path folder;

    private static Path identities;

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            return Reply.of(200, "text/plain", request.client().isTrusted() ? "trusted" : "stranger");
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    @BeforeAll
    static void make(@TempDir Path made) throws Exception {
        var algorithms = Map.of("server", "EC", "renewed", "RSA", "client", "EC", "other", "EC");
        try (var sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = sideBySide.invokeAll(algorithms.entrySet().stream()
                    .<Callable<Path>>map(one -> () -> Pem.make(made, one.getKey(), one.getValue()))
                    .toList());
            for (var one : all) one.get();
        }
        identities = made;
    }

    @BeforeEach
    void take() throws Exception {
        Pem.copy(identities, "server", folder, "server");
    }

    private Listener open(TlsFiles files) {
        return open(Optional.of(files), Optional.empty());
    }

    private Listener open(Optional<TlsFiles> test, Optional<TlsFiles> production) {
        return Listener.open(
                new Listener.Setting(
                        "127.0.0.1",
                        0,
                        0,
                        new HostEnvironments(Optional.of("test.example"), Optional.of("production.example")),
                        LIMITS,
                        Deadlines.DEFAULT,
                        new Listener.Transport(Proxies.NONE, test, production)),
                application,
                Instant::now,
                new SecureRandom());
    }

    private TlsFiles files(Optional<Path> clients) {
        return new TlsFiles(folder.resolve("server.crt"), folder.resolve("server.key"), clients);
    }

    private static KeyStore trusting(Path... folders) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Path one : folders)
            trusted.setCertificateEntry(
                    one.toString(), Pem.load(one.resolve("server.p12")).getCertificate("licet"));
        return trusted;
    }

    private SSLSocket connect(Listener listener, Optional<String> as, String... protocols) throws Exception {
        return connect(listener, trusting(folder), as, protocols);
    }

    private SSLSocket connect(Listener listener, KeyStore trusted, Optional<String> as, String... protocols)
            throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (as.isPresent()) keys.init(Pem.load(folder.resolve(as.get() + ".p12")), Pem.password());
        var context = SSLContext.getInstance("TLS");
        context.init(as.isPresent() ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", listener.port(Environment.TEST));
        socket.setSoTimeout(20_000);
        if (protocols.length > 0) socket.setEnabledProtocols(protocols);
        return socket;
    }

    private static String request(String host, String connection) {
        return "GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: " + connection + "\r\n\r\n";
    }

    private static String get(SSLSocket socket, String connection) throws IOException {
        return get(socket, "a", connection);
    }

    private static String get(SSLSocket socket, String host, String connection) throws IOException {
        socket.getOutputStream().write(request(host, connection).getBytes(StandardCharsets.US_ASCII));
        var text = new StringBuilder();
        while (!text.toString().contains("trusted") && !text.toString().contains("stranger")) {
            int b = socket.getInputStream().read();
            if (b < 0) break;
            text.append((char) b);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void both_versions_are_spoken_and_the_connection_goes_on(String version) throws Exception {
        try (var listener = open(files(Optional.empty()));
                var socket = connect(listener, Optional.empty(), version)) {
            assertTrue(get(socket, "keep-alive").startsWith("HTTP/1.1 200"));
            assertTrue(get(socket, "close").endsWith("trusted"));
            assertEquals(-1, socket.getInputStream().read());
            assertEquals(version, socket.getSession().getProtocol());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
                "G",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            })
    void who_speaks_plain_http_to_a_port_with_tls_is_told_so(String sent) throws Exception {
        var tls = Optional.of(files(Optional.empty()));
        try (var listener = open(tls, tls)) {
            for (Environment environment : Environment.values()) {
                try (var plain = new RawClient(listener.port(environment))) {
                    String answer = plain.send(sent).all();
                    assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
                    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
                    assertTrue(answer.endsWith("\r\n\r\nPLAIN"), answer);
                }
            }
            try (var socket = connect(listener, Optional.empty())) {
                assertTrue(get(socket, "close").endsWith("trusted"));
            }
        }
    }

    @Test
    void http_2_is_agreed_on_in_the_handshake() throws Exception {
        try (var listener = open(files(Optional.empty()));
                var socket = connect(listener, Optional.empty())) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertEquals("h2", socket.getApplicationProtocol());
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(RawHttp2.frame(RawHttp2.SETTINGS, 0, 0, RawHttp2.NOTHING));
            socket.getOutputStream().write(RawHttp2.get(1, "/x"));
            var text = new StringBuilder();
            while (text.indexOf("trusted") < 0)
                text.append((char) socket.getInputStream().read());
        }
    }

    @Test
    void those_who_never_begin_a_handshake_keep_nobody_out() throws Exception {
        var silent = new ArrayList<RawClient>();
        try (var listener = open(files(Optional.empty()))) {
            for (int i = 0; i < LIMITS.connections() + 50; i++)
                silent.add(new RawClient(listener.port(Environment.TEST)));
            for (int i = 0; i < 20; i++) {
                try (var socket = connect(listener, Optional.empty())) {
                    assertTrue(get(socket, "close").startsWith("HTTP/1.1 200"));
                }
            }
        } finally {
            for (RawClient one : silent) one.close();
        }
    }

    @Test
    void what_is_neither_http_nor_tls_is_not_answered() throws Exception {
        try (var listener = open(files(Optional.empty()))) {
            for (String text : new String[] {"\0\1\2\3\4\5\6\7", "\u0016\u0003\u0001\u0000\u0002ab"}) {
                try (var client = new RawClient(listener.port(Environment.TEST))) {
                    assertTrue(!client.send(text).all().contains("HTTP/1.1"));
                }
            }
            assertTrue(listener.isReachable());
        }
    }

    @Test
    void a_new_certificate_is_taken_without_a_pause_and_a_broken_one_is_not() throws Exception {
        try (var listener = open(files(Optional.empty()));
                var before = connect(listener, Optional.empty())) {
            assertTrue(get(before, "keep-alive").startsWith("HTTP/1.1 200"));
            Files.writeString(folder.resolve("server.key"), "nonsense");
            Thread.sleep(3000);
            try (var meanwhile = connect(listener, Optional.empty())) {
                assertTrue(get(meanwhile, "close").startsWith("HTTP/1.1 200"));
            }
            Path other = Files.createDirectory(folder.resolve("other"));
            Pem.copy(identities, "renewed", other, "server");
            for (String name : new String[] {"server.p12", "server.crt", "server.key"})
                Files.copy(other.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            String kind = "";
            while (!kind.equals("RSA")) {
                try (var after = connect(listener, Optional.empty())) {
                    after.startHandshake();
                    kind = ((X509Certificate) after.getSession().getPeerCertificates()[0])
                            .getPublicKey()
                            .getAlgorithm();
                } catch (SSLException theFormerOne) {
                    Thread.sleep(100);
                }
            }
            assertTrue(get(before, "close").startsWith("HTTP/1.1 200"));
        }
    }

    /// Whatever reading throws: the port looks at its files again, without another change of them.
    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class})
    void a_port_that_failed_to_read_its_certificate_reads_it_again(Class<? extends Throwable> kind) throws Exception {
        var failure = kind.getConstructor().newInstance();
        failure.setStackTrace(new StackTraceElement[0]);
        var reads = new AtomicInteger();
        var again = new CountDownLatch(1);
        Function<TlsFiles, SslContext> reader = files -> {
            if (reads.incrementAndGet() == 2) throw unchecked(failure);
            if (reads.get() > 2) again.countDown();
            return Tls.read(files);
        };
        try (var tls = new Tls(files(Optional.empty()), reader, Duration.ofMillis(10))) {
            Files.setLastModifiedTime(folder.resolve("server.key"), FileTime.from(Instant.EPOCH));
            assertTrue(again.await(20, TimeUnit.SECONDS));
            assertFalse(tls.asksClients());
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) throw error;
        return (RuntimeException) failure;
    }

    /// Key and certificate are replaced one after the other, as by any program that renews them.
    @Test
    void no_connection_is_dropped_while_certificates_change_under_load() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Pem.copy(identities, "renewed", other, "server");
        var over = new CompletableFuture<Void>();
        try (var listener = open(files(Optional.empty()))) {
            var askers = Stream.generate(() -> new FutureTask<>(() -> asked(listener, other, over)))
                    .limit(LIMITS.requests())
                    .toList();
            askers.forEach(Thread::startVirtualThread);
            swap(Map.of(folder.resolve("server.key"), other.resolve("server.key")));
            Thread.sleep(2500);
            swap(Map.of(folder.resolve("server.crt"), other.resolve("server.crt")));
            while (!kind(listener, other).equals("RSA")) Thread.sleep(100);
            over.complete(null);
            for (FutureTask<Integer> asker : askers) assertTrue(asker.get() > 0);
        }
    }

    private static void swap(Map<Path, Path> files) throws IOException {
        for (var pair : files.entrySet()) {
            Path beside = pair.getKey().resolveSibling("new");
            Files.copy(pair.getValue(), beside);
            Files.move(beside, pair.getKey(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Asks on a connection that stays, and on new ones.
    private int asked(Listener listener, Path other, CompletableFuture<Void> over) {
        int count = 0;
        try (var staying = connect(listener, trusting(folder, other), Optional.empty())) {
            while (!over.isDone()) {
                assertTrue(get(staying, "keep-alive").startsWith("HTTP/1.1 200"));
                try (var fresh = connect(listener, trusting(folder, other), Optional.empty())) {
                    assertTrue(get(fresh, "close").startsWith("HTTP/1.1 200"));
                }
                count++;
            }
            return count;
        } catch (Exception dropped) {
            throw new AssertionError("dropped after " + count, dropped);
        }
    }

    private String kind(Listener listener, Path other) throws Exception {
        try (var socket = connect(listener, trusting(folder, other), Optional.empty())) {
            socket.startHandshake();
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getPublicKey().getAlgorithm();
        }
    }

    @Test
    void who_shows_a_certificate_of_a_listed_authority_is_trusted() throws Exception {
        Pem.copy(identities, "client", folder, "client");
        Pem.copy(identities, "other", folder, "other");
        try (var listener = open(files(Optional.of(folder.resolve("client.crt"))))) {
            try (var known = connect(listener, Optional.of("client"))) {
                assertTrue(get(known, "close").endsWith("trusted"));
            }
            try (var stranger = connect(listener, Optional.empty())) {
                assertTrue(get(stranger, "close").endsWith("stranger"));
            }
            try (var forged = connect(listener, Optional.of("other"))) {
                String answer = answerOrNothing(forged);
                assertTrue(!answer.endsWith("trusted"), answer);
            }
        }
    }

    /// By its host, a request on the port of one environment may be for the other.
    @Test
    void a_certificate_counts_in_the_environment_of_its_port_alone() throws Exception {
        Pem.copy(identities, "client", folder, "client");
        var asking = Optional.of(files(Optional.of(folder.resolve("client.crt"))));
        try (var listener = open(asking, asking);
                var known = connect(listener, Optional.of("client"))) {
            assertTrue(get(known, "test.example", "keep-alive").endsWith("trusted"));
            assertTrue(get(known, "production.example", "keep-alive").endsWith("stranger"));
            assertTrue(get(known, "else.example", "close").endsWith("trusted"));
        }
        try (var listener = open(Optional.empty(), asking);
                var plain = new RawClient(listener.port(Environment.TEST))) {
            assertTrue(plain.send(request("production.example", "keep-alive"))
                    .answer()
                    .endsWith("stranger"));
            assertTrue(
                    plain.send(request("test.example", "keep-alive")).answer().endsWith("trusted"));
        }
        try (var listener = open(asking, Optional.empty());
                var stranger = connect(listener, Optional.empty())) {
            assertTrue(get(stranger, "test.example", "keep-alive").endsWith("stranger"));
            assertTrue(get(stranger, "production.example", "close").endsWith("trusted"));
        }
    }

    /// What the client sends meanwhile is taken, or it would get a reset instead of the answer.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoever_is_refused_while_it_sends_reads_why(String version) throws Exception {
        try (var listener = open(files(Optional.empty()))) {
            for (int i = 0; i < 20; i++) {
                try (var socket = connect(listener, Optional.empty(), version)) {
                    var out = socket.getOutputStream();
                    out.write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(new byte[900_000]);
                    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    assertTrue(all.startsWith("HTTP/1.1 413 ") && all.endsWith("BODY_TOO_LARGE"), all);
                }
            }
        }
    }

    /// A client sends no certificate when none of its own is of an authority that the server names.
    private static String answerOrNothing(SSLSocket socket) {
        try {
            return get(socket, "close");
        } catch (IOException refused) {
            return "";
        }
    }

    @Test
    void files_that_cannot_be_used_are_named_with_the_reason() throws Exception {
        Path key = folder.resolve("server.key");
        Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertTrue(refusal().contains("PKCS#8"), refusal());
        Pem.copy(identities, "other", Files.createDirectory(folder.resolve("other")), "server");
        Files.copy(folder.resolve("other/server.key"), key, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(refusal().contains("not the key of the certificate"), refusal());
        Files.delete(key);
        assertTrue(refusal().contains("no such file"), refusal());
        Files.writeString(folder.resolve("server.crt"), "nothing");
        assertTrue(refusal().startsWith(folder.resolve("server.crt") + ": "), refusal());
    }

    private String refusal() {
        return assertThrows(BadCertificate.class, () -> open(files(Optional.empty()))
                        .close())
                .getMessage();
    }
}
