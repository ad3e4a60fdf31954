package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.server.config.Key;
import dev.licet.server.fuzz.Mutator;
import dev.licet.storage.account.CreatedAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sends damaged requests to every operation of the API in both versions of HTTP: each is answered or turned away in
/// time, and none with a 5xx that nobody meant (reference: security.md S2, S9). `-Dlicet.fuzz.requests=N` says how many
/// of each version, `-Dlicet.fuzz.seed=N` which.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpFuzzTest {
    private static final int REQUESTS = Integer.getInteger("licet.fuzz.requests", 3000);
    private static final long SEED = Long.getLong("licet.fuzz.seed", 23);
    /// Tokens rest after requests with them could not be read, so there have to be new ones.
    private static final int REQUESTS_OF_A_TOKEN = 400;

    private static final int MOST_MILLIS = 30_000;

    /// A client leaves each stream of records by a reset, and who resets 200 streams within half a minute is cut off.
    private static final int STREAMS_OF_A_CONNECTION = 50;
    /// What a run may leave behind, beside what lies idle: nothing that grows with the number of requests.
    private static final int MORE_DESCRIPTORS = 64;

    private static final long MORE_BYTES = 64L << 20;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length:[ \t]*([0-9]+)[ \t]*\r\n");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding:[ \t]*chunked[ \t]*\r\n");

    private final Random chance = new Random(SEED);
    private final Mutator mutator = new Mutator(SEED);
    private final Map<String, Integer> statuses = new TreeMap<>();
    private RunningService service;
    private CreatedAccount account;
    private HttpClient client;
    private MadeIdentity identity;
    private int streams;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path keys) throws Exception {
        identity = MadeIdentity.in(keys, "localhost");
        service = RunningService.start(
                data,
                Map.of(
                        Key.PRODUCTION_TLS_CERTIFICATE, identity.certificate().toString(),
                        Key.PRODUCTION_TLS_KEY, identity.key().toString()));
        account = service.account("fuzzed");
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        client = connected();
    }

    private HttpClient connected() throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(identity.context(Optional.of(identity)))
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        service.close();
    }

    private int port(Environment environment) {
        return URI.create(service.url(environment, "/")).getPort();
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void damaged_requests_over_http_1_are_answered_or_turned_away() throws Exception {
        statuses.clear();
        var before = Footprint.now();
        int port = port(Environment.TEST);
        List<HttpSample> samples = List.of();
        for (int i = 0; i < REQUESTS; i++) {
            if (i % REQUESTS_OF_A_TOKEN == 0) samples = HttpSample.all(service, Environment.TEST, account);
            byte[] request = damaged(samples).bytes(port);
            boolean whole = chance.nextInt(4) > 0;
            if (!whole) request = mutator.next(List.of(request));
            check(exchange(port, request, whole), request);
        }
        before.assertNotOutgrown();
        System.out.printf("%d damaged requests over HTTP/1.1, seed %d, answers: %s%n", REQUESTS, SEED, statuses);
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void damaged_requests_over_http_2_are_answered_or_turned_away() throws Exception {
        statuses.clear();
        var before = Footprint.now();
        int port = port(Environment.PRODUCTION);
        List<HttpSample> samples = List.of();
        for (int i = 0; i < REQUESTS; i++) {
            if (i % REQUESTS_OF_A_TOKEN == 0) samples = HttpSample.all(service, Environment.PRODUCTION, account);
            var sample = damaged(samples);
            check(exchange(port, sample), sample.bytes(port));
        }
        before.assertNotOutgrown();
        System.out.printf("%d damaged requests over HTTP/2, seed %d, answers: %s%n", REQUESTS, SEED, statuses);
    }

    private HttpSample damaged(List<HttpSample> samples) {
        var sample = samples.get(chance.nextInt(samples.size()));
        return switch (chance.nextInt(4)) {
            case 0 -> sample.withTarget("/" + visible(mutator.next(targets(sample))));
            case 1 -> sample.withHeaders(headers(sample));
            case 2 -> sample.withBody(mutator.next(bodies(samples, sample)));
            default -> sample.withTarget(query(samples, sample));
        };
    }

    private static List<byte[]> targets(HttpSample sample) {
        return List.of(sample.target().substring(1).getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<byte[]> bodies(List<HttpSample> samples, HttpSample sample) {
        var other = samples.get(chance.nextInt(samples.size()));
        return List.of(sample.body(), sample.body(), other.body());
    }

    private List<String> headers(HttpSample sample) {
        var headers = new ArrayList<>(sample.headers());
        if (headers.isEmpty()) headers.add("Accept: application/json");
        int at = chance.nextInt(headers.size());
        String[] parts = headers.get(at).split(": ", 2);
        headers.set(
                at, parts[0] + ": " + visible(mutator.next(List.of(parts[1].getBytes(StandardCharsets.ISO_8859_1)))));
        return headers;
    }

    private String query(List<HttpSample> samples, HttpSample sample) {
        int mark = sample.target().indexOf('?');
        String path = mark < 0 ? sample.target() : sample.target().substring(0, mark);
        String query = mark < 0 ? "kid=1&errorFormat=json" : sample.target().substring(mark + 1);
        return path + "?" + visible(mutator.next(List.of(query.getBytes(StandardCharsets.ISO_8859_1), sample.body())));
    }

    /// With everything percent-encoded that may not stand in a target.
    private static String visible(byte[] bytes) {
        var text = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b > ' ' && b <= '~' && "\"<>\\^`{|}#".indexOf(b) < 0;
            text.append(plain ? Character.toString(b) : "%%%02X".formatted(b & 0xff));
        }
        return text.toString();
    }

    private record Answer(int status, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private void check(Answer answer, byte[] request) {
        statuses.merge(label(answer), 1, Integer::sum);
        if (isMeant(answer, request)) return;
        fail("status " + answer.status() + " on " + HexFormat.of().formatHex(request) + ": " + answer.text());
    }

    /// The status, and why where it is 503: a machine that has other work turns more away.
    private static String label(Answer answer) {
        var why = Pattern.compile("\"(?:title|message|detail)\": ?\"([^\"]*)").matcher(answer.text());
        return answer.status() == 503 && why.find() ? "503 " + why.group(1) : Integer.toString(answer.status());
    }

    /// A service that is busy says when to come back, one that does not speak a version says so, and PlayReady clients
    /// get every refusal as a fault under 500; its code tells whether something broke.
    private static boolean isMeant(Answer answer, byte[] request) {
        return switch (answer.status()) {
            case 0 -> isCut(new String(request, StandardCharsets.ISO_8859_1));
            case 500 ->
                answer.header("content-type").startsWith("text/xml")
                        && !answer.header("licet-code").equals("500");
            case 503 -> !answer.header("retry-after").isEmpty();
            case 505 -> true;
            default -> answer.status() < 500;
        };
    }

    /// Whether the end of a request of HTTP/1.1 is missing, so that nothing can be answered but the end of the
    /// connection: its head has no empty line, or its body less than was said.
    private static boolean isCut(String request) {
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) return true;
        var length = LENGTH.matcher(request.substring(0, end + 2));
        boolean chunked = CHUNKED.matcher(request.substring(0, end + 2)).find();
        String body = request.substring(end + 4);
        return chunked ? !body.contains("0\r\n\r\n") : length.find() && isMore(length.group(1), body.length());
    }

    private static boolean isMore(String digits, int there) {
        return digits.length() > 9 || Integer.parseInt(digits) > there;
    }

    /// @param whole whether it is known where the request ends; else its end is told by that of the connection. Who has
    ///              sent that counts as gone, so that answers which take a while to compute are 503.
    private static Answer exchange(int port, byte[] request, boolean whole) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MOST_MILLIS);
            try {
                socket.getOutputStream().write(request);
                if (!whole) socket.shutdownOutput();
            } catch (SocketException turnedAway) {
                // The answer came before the request was over.
            }
            return read(socket.getInputStream());
        }
    }

    /// What cannot be taken for HTTP at all may end without an answer: status 0.
    private static Answer read(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                all.write(piece, 0, n);
                if (all.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream")) break;
            }
        } catch (SocketException reset) {
            // What came before it counts.
        }
        String text = all.toString(StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.")) {
            assertEquals("", text, "no HTTP");
            return new Answer(0, Map.of(), "");
        }
        return answer(text);
    }

    private static Answer answer(String text) {
        String[] lines = text.split("\r\n\r\n", 2)[0].split("\r\n");
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ?", 2);
            headers.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text);
    }

    private Answer exchange(int port, HttpSample sample) throws Exception {
        String address = "https://127.0.0.1:" + port + sample.target().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        var request = HttpRequest.newBuilder(URI.create(address.replaceAll("[\\[\\]]", "%5B")))
                .timeout(Duration.ofMillis(MOST_MILLIS))
                .method(sample.method(), BodyPublishers.ofByteArray(sample.body()));
        for (String header : sample.headers()) request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]);
        HttpResponse<InputStream> reply = client.send(request.build(), BodyHandlers.ofInputStream());
        assertEquals(HttpClient.Version.HTTP_2, reply.version());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        reply.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        boolean goesOn = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        try (var body = reply.body()) {
            String text = goesOn ? "" : new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Answer(reply.statusCode(), headers, text);
        } finally {
            if (goesOn && ++streams % STREAMS_OF_A_CONNECTION == 0) reconnect();
        }
    }

    private void reconnect() throws Exception {
        client.shutdownNow();
        client = connected();
    }

    /// What this process holds, once what nobody needs has gone.
    private record Footprint(long descriptors, long bytes) {
        static Footprint now() throws IOException {
            System.gc();
            var memory = Runtime.getRuntime();
            try (var open = Files.list(Path.of("/proc/self/fd"))) {
                return new Footprint(open.count(), memory.totalMemory() - memory.freeMemory());
            }
        }

        void assertNotOutgrown() throws IOException {
            var now = now();
            System.out.printf(
                    "descriptors %d, then %d; bytes of heap %d, then %d%n",
                    descriptors, now.descriptors, bytes, now.bytes);
            assertTrue(now.descriptors <= descriptors + MORE_DESCRIPTORS, now.descriptors + " descriptors");
            assertTrue(now.bytes <= bytes + MORE_BYTES, now.bytes + " bytes");
        }
    }
}
