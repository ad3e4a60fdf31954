package dev.licet.http;

import static dev.licet.http.RawHttp2.ACK;
import static dev.licet.http.RawHttp2.CONTINUATION;
import static dev.licet.http.RawHttp2.DATA;
import static dev.licet.http.RawHttp2.END_HEADERS;
import static dev.licet.http.RawHttp2.END_STREAM;
import static dev.licet.http.RawHttp2.GOAWAY;
import static dev.licet.http.RawHttp2.HEADERS;
import static dev.licet.http.RawHttp2.NOTHING;
import static dev.licet.http.RawHttp2.PING;
import static dev.licet.http.RawHttp2.RST_STREAM;
import static dev.licet.http.RawHttp2.SETTINGS;
import static dev.licet.http.RawHttp2.WINDOW_UPDATE;
import static dev.licet.http.RawHttp2.all;
import static dev.licet.http.RawHttp2.frame;
import static dev.licet.http.RawHttp2.get;
import static dev.licet.http.RawHttp2.ints;
import static dev.licet.http.RawHttp2.list;
import static dev.licet.http.RawHttp2.post;
import static dev.licet.http.RawHttp2.setting;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// HTTP/2 with prior knowledge, frame by frame (RFC 9113, RFC 7541).
@Timeout(60)
class Http2Test {
    private static final Limits LIMITS = new Limits(200, 400, 8, 10_000, 100, 100, 200, 2);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String[] GOOD = {":method", "GET", ":scheme", "http", ":path", "/x", ":authority", "a"};

    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private Listener listener;

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            return switch (request.path()) {
                case "/feed" -> Reply.streaming("text/plain", this::feed);
                case "/flood" -> Reply.streaming("text/plain", this::flood);
                case "/wait" -> waiting();
                case "/fail" -> throw new IllegalStateException("broken");
                case "/big" -> Reply.of(200, "text/plain", "x".repeat(1 << 18));
                default ->
                    Reply.of(
                            200,
                            "text/plain",
                            "<" + new String(request.body(), StandardCharsets.ISO_8859_1) + ">"
                                    + request.fields().first("Host").orElse("") + request.rawQuery());
            };
        }

        private Reply waiting() {
            ended.add("reading");
            try {
                release.await();
                return Reply.of(200, "text/plain", "late");
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        /// One that waits takes all there are.
        @Override
        public int places(Request request) {
            return request.path().equals("/wait") ? LIMITS.requests() : 1;
        }

        private void feed(Outlet outlet) {
            outlet.send("first".getBytes(StandardCharsets.US_ASCII));
            while (outlet.pause(Duration.ofHours(1))) outlet.send(NOTHING);
            ended.add("feed");
        }

        private void flood(Outlet outlet) {
            try {
                while (outlet.pause(Duration.ZERO)) outlet.send(new byte[1 << 14]);
            } finally {
                ended.add("flood");
            }
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    @BeforeEach
    void open() {
        var deadlines = new Deadlines(SHORT, SHORT, SHORT, Duration.ofSeconds(2), Duration.ofSeconds(2));
        listener = Listener.open(
                new Listener.Setting("127.0.0.1", 0, 0, HostEnvironments.BY_PORT, LIMITS, deadlines),
                application,
                Instant::now,
                new SecureRandom());
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private RawHttp2 client() throws IOException {
        return new RawHttp2(listener.port(Environment.TEST));
    }

    private static byte[] with(String... more) {
        String[] fields =
                Stream.concat(Arrays.stream(GOOD), Arrays.stream(more)).toArray(String[]::new);
        return frame(HEADERS, END_STREAM | END_HEADERS, 1, list(fields));
    }

    private static byte[] headers(String... fields) {
        return frame(HEADERS, END_STREAM | END_HEADERS, 1, list(fields));
    }

    @Test
    void requests_are_answered_side_by_side() throws IOException {
        try (var client = client()) {
            client.send(post(1));
            client.send(get(3, "/x?a=b"));
            String second = client.outcome(3);
            assertTrue(second.contains("200") && second.endsWith("<>aa=b"), second);
            client.send(frame(DATA, 0, 1, "bo".getBytes(StandardCharsets.US_ASCII)));
            client.send(frame(DATA, END_STREAM, 1, "dy".getBytes(StandardCharsets.US_ASCII)));
            assertTrue(client.outcome(1).endsWith("<body>a"));
        }
    }

    @Test
    void a_client_that_waits_for_100_continue_gets_it() throws IOException {
        try (var client = client()) {
            client.send(post(1, "content-length", "2", "expect", "100-continue"));
            var interim = client.next(HEADERS);
            assertEquals(":status: 100\n", new String(interim.payload(), StandardCharsets.US_ASCII));
            assertEquals(END_HEADERS, interim.flags());
            client.send(frame(DATA, END_STREAM, 1, "ab".getBytes(StandardCharsets.US_ASCII)));
            String answer = client.outcome(1);
            assertTrue(answer.startsWith(":status: 200\n") && answer.endsWith("<ab>a"), answer);
        }
    }

    @Test
    void a_client_that_sends_no_body_is_not_told_to_send_it() throws IOException {
        try (var client = client().send(with("expect", "100-continue"))) {
            assertTrue(client.outcome(1).startsWith(":status: 200\n"));
        }
    }

    @Test
    void a_client_that_waits_for_100_continue_is_turned_away_without_it() throws Exception {
        try (var client = client()) {
            client.send(post(1, "content-length", "10001", "expect", "100-continue"));
            assertTrue(client.outcome(1).startsWith(":status: 413\n"));
            client.send(get(3, "/wait"));
            assertEquals("reading", ended.take());
            client.send(post(5, "content-length", "2", "expect", "100-continue"));
            String answer = client.outcome(5);
            assertTrue(answer.startsWith(":status: 503\n"), answer);
        } finally {
            release.countDown();
        }
    }

    @Test
    void answers_carry_what_every_answer_does_and_nothing_of_connections() throws IOException {
        try (var client = client().send(get(1, "/x"))) {
            String answer = client.outcome(1);
            for (String name : new String[] {"x-content-type-options", "referrer-policy", "date", "x-request-id"})
                assertTrue(answer.contains(name), answer);
            assertFalse(answer.contains("connection") || answer.contains("transfer-encoding"), answer);
        }
    }

    @Test
    void what_fails_is_answered_500_and_head_without_a_body() throws IOException {
        try (var client = client()) {
            assertTrue(client.send(get(1, "/fail")).outcome(1).endsWith("BROKEN"));
            client.send(frame(
                    HEADERS,
                    END_STREAM | END_HEADERS,
                    3,
                    list(":method", "HEAD", ":scheme", "http", ":path", "/x", ":authority", "a")));
            assertFalse(client.outcome(3).contains("<>"));
        }
    }

    @Test
    void a_long_answer_waits_for_the_window_and_a_client_that_takes_nothing_is_reset() throws IOException {
        try (var client = client().send(get(1, "/big"))) {
            assertEquals(RST_STREAM, client.next(RST_STREAM).type());
            client.send(frame(WINDOW_UPDATE, 0, 0, ints(1 << 20)));
            assertTrue(client.send(get(3, "/x")).outcome(3).endsWith("<>a"));
        }
    }

    @Test
    void a_feed_ends_when_its_stream_is_reset_or_its_connection_is_gone() throws Exception {
        try (var client = client().send(get(1, "/feed"))) {
            assertEquals("first", new String(client.next(DATA).payload(), StandardCharsets.US_ASCII));
            client.send(frame(RST_STREAM, 0, 1, ints(8)));
            assertEquals("feed", ended.take());
            client.send(get(3, "/feed")).next(DATA);
        }
        assertEquals("feed", ended.take());
    }

    @Test
    void a_feed_that_is_not_taken_is_cut() throws Exception {
        try (var client = client().send(get(1, "/flood"))) {
            assertEquals("flood", ended.take());
            client.send(frame(WINDOW_UPDATE, 0, 0, ints(1 << 20)));
            assertTrue(client.send(get(3, "/x")).outcome(3).endsWith("<>a"));
        }
    }

    @Test
    void limits_are_those_of_http_1() throws IOException {
        try (var client = client()) {
            assertTrue(client.send(get(1, "/" + "x".repeat(200))).outcome(1).endsWith("TARGET_TOO_LONG"));
            client.send(post(3, "a", "x".repeat(400)));
            assertTrue(client.outcome(3).endsWith("HEADERS_TOO_LARGE"));
            client.send(post(5, "a", "", "b", "", "c", "", "d", "", "e", "", "f", "", "g", "", "h", "", "i", ""));
            assertTrue(client.outcome(5).endsWith("HEADERS_TOO_LARGE"));
            client.send(post(7, "content-length", "10001"));
            assertTrue(client.outcome(7).endsWith("BODY_TOO_LARGE"));
            client.send(post(9, "content-encoding", "gzip"));
            assertTrue(client.outcome(9).endsWith("CODING"));
            client.send(post(11));
            client.send(frame(DATA, 0, 11, new byte[10_001]));
            assertTrue(client.outcome(11).endsWith("BODY_TOO_LARGE"));
            client.send(post(13)).send(frame(DATA, 0, 13, new byte[1]));
            assertTrue(client.outcome(13).endsWith("TOO_SLOW"));
        }
    }

    @Test
    void an_idle_connection_is_closed() throws IOException {
        try (var client = client()) {
            assertEquals(GOAWAY, client.next(GOAWAY).type());
        }
    }

    @Test
    void a_ping_is_answered_and_an_unknown_frame_ignored() throws IOException {
        byte[] data = "licet...".getBytes(StandardCharsets.US_ASCII);
        try (var client = client().send(frame(42, 0, 0, data)).send(frame(PING, 0, 0, data))) {
            var pong = client.next(PING);
            assertEquals(ACK, pong.flags());
            assertArrayEquals(data, pong.payload());
        }
    }

    /// What is no request: the stream is reset, or the connection ends, and the application never sees it.
    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("upper case in a name", with("A", "b")),
                Arguments.of("a field of a connection", with("connection", "close")),
                Arguments.of("keep-alive", with("keep-alive", "1")),
                Arguments.of("proxy-connection", with("proxy-connection", "close")),
                Arguments.of("upgrade", with("upgrade", "h2c")),
                Arguments.of("transfer-encoding", with("transfer-encoding", "chunked")),
                Arguments.of("TE that is not trailers", with("te", "gzip")),
                Arguments.of(
                        "a pseudo field after others",
                        headers(":method", "GET", "a", "b", ":scheme", "http", ":path", "/")),
                Arguments.of("an unknown pseudo field", with(":other", "x")),
                Arguments.of("a pseudo field of answers", with(":status", "200")),
                Arguments.of("two methods", with(":method", "GET")),
                Arguments.of("two paths", with(":path", "/y")),
                Arguments.of("two schemes", with(":scheme", "http")),
                Arguments.of("no method", headers(":scheme", "http", ":path", "/", ":authority", "a")),
                Arguments.of("no path", headers(":method", "GET", ":scheme", "http", ":authority", "a")),
                Arguments.of(
                        "an empty path", headers(":method", "GET", ":scheme", "http", ":path", "", ":authority", "a")),
                Arguments.of("no scheme", headers(":method", "GET", ":path", "/", ":authority", "a")),
                Arguments.of("no host", headers(":method", "GET", ":scheme", "http", ":path", "/")),
                Arguments.of("two hosts", with("host", "b")),
                Arguments.of("two content-lengths", with("content-length", "0", "content-length", "1")),
                Arguments.of(
                        "an absolute path",
                        headers(":method", "GET", ":scheme", "http", ":path", "http://b/", ":authority", "a")),
                Arguments.of(
                        "a space in the path",
                        headers(":method", "GET", ":scheme", "http", ":path", "/x HTTP/1.1", ":authority", "a")),
                Arguments.of(
                        "a line end in the path",
                        headers(":method", "GET", ":scheme", "http", ":path", "/x\r\na: b", ":authority", "a")),
                Arguments.of("a line end in a value", with("a", "b\r\nc: d")),
                Arguments.of("a NUL in a value", with("a", "b\0c")),
                Arguments.of("a colon in a name", with("a:b", "c")),
                Arguments.of(
                        "less body than was said",
                        all(post(1, "content-length", "2"), frame(DATA, END_STREAM, 1, new byte[1]))),
                Arguments.of(
                        "more body than was said",
                        all(post(1, "content-length", "1"), frame(DATA, END_STREAM, 1, new byte[2]))),
                Arguments.of(
                        "an index of no table", frame(HEADERS, END_STREAM | END_HEADERS, 1, new byte[] {(byte) 0xfe})),
                Arguments.of("a cut header list", frame(HEADERS, END_STREAM | END_HEADERS, 1, new byte[] {0, 5, 'a'})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void what_is_malformed_is_not_answered_200(String name, byte[] frames) throws IOException {
        try (var client = client().send(frames)) {
            String outcome = client.outcome(1);
            assertTrue(outcome.equals("reset") || outcome.equals("over"), name + ": " + outcome);
        }
    }

    /// What breaks the protocol ends the connection (RFC 9113 sections 4 to 6).
    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of("DATA of no stream", frame(DATA, 0, 0, new byte[1])),
                Arguments.of("DATA of an idle stream", frame(DATA, 0, 1, new byte[1])),
                Arguments.of("HEADERS of no stream", frame(HEADERS, 5, 0, list(GOOD))),
                Arguments.of("HEADERS of an even stream", get(2, "/x")),
                Arguments.of("HEADERS of an earlier stream", all(get(5, "/x"), get(3, "/x"))),
                Arguments.of("RST_STREAM of an idle stream", frame(RST_STREAM, 0, 1, ints(8))),
                Arguments.of("RST_STREAM of no stream", frame(RST_STREAM, 0, 0, ints(8))),
                Arguments.of("RST_STREAM of a wrong size", all(post(1), frame(RST_STREAM, 0, 1, new byte[3]))),
                Arguments.of("SETTINGS of a stream", frame(SETTINGS, 0, 1, NOTHING)),
                Arguments.of("SETTINGS of a wrong size", frame(SETTINGS, 0, 0, new byte[3])),
                Arguments.of("SETTINGS acknowledged with something", frame(SETTINGS, ACK, 0, new byte[6])),
                Arguments.of("ENABLE_PUSH 2", setting(2, 2)),
                Arguments.of("a window beyond the largest", setting(4, -1)),
                Arguments.of("a frame size below the smallest", setting(5, 16383)),
                Arguments.of("a frame size beyond the largest", setting(5, 1 << 24)),
                Arguments.of("PING of a stream", frame(PING, 0, 1, new byte[8])),
                Arguments.of("PING of a wrong size", frame(PING, 0, 0, new byte[7])),
                Arguments.of("GOAWAY of a stream", frame(GOAWAY, 0, 1, ints(0, 0))),
                Arguments.of("WINDOW_UPDATE by 0", frame(WINDOW_UPDATE, 0, 0, ints(0))),
                Arguments.of("WINDOW_UPDATE of a wrong size", frame(WINDOW_UPDATE, 0, 0, new byte[3])),
                Arguments.of("WINDOW_UPDATE of an idle stream", frame(WINDOW_UPDATE, 0, 1, ints(1))),
                Arguments.of("a window that overflows", frame(WINDOW_UPDATE, 0, 0, ints(0x7fffffff))),
                Arguments.of("PUSH_PROMISE of a client", frame(5, END_HEADERS, 1, ints(2))),
                Arguments.of("CONTINUATION of nothing", frame(CONTINUATION, END_HEADERS, 1, NOTHING)),
                Arguments.of(
                        "another frame within a header list",
                        all(frame(HEADERS, 0, 1, list(GOOD)), frame(PING, 0, 0, new byte[8]))),
                Arguments.of(
                        "another stream within a header list",
                        all(frame(HEADERS, 0, 1, list(GOOD)), frame(CONTINUATION, END_HEADERS, 3, NOTHING))),
                Arguments.of("a frame that is too large", frame(DATA, 0, 1, new byte[16385])),
                Arguments.of("padding longer than the frame", all(post(1), frame(DATA, 8, 1, new byte[] {9, 0}))),
                Arguments.of("a stream that depends on itself", frame(2, 0, 1, all(ints(1), new byte[1]))),
                Arguments.of("PRIORITY of a wrong size", frame(2, 0, 1, new byte[4])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void what_breaks_the_protocol_is_not_passed_over(String name, byte[] frames) throws IOException {
        // In one go, because the server may end the connection as soon as it has seen the first.
        try (var client = client().send(all(frames, get(101, "/x")))) {
            RawHttp2.Frame frame = client.next();
            boolean noticed = frame.type() == GOAWAY || frame.type() == RST_STREAM;
            while (!noticed && !(frame.type() == HEADERS && frame.stream() == 101)) {
                frame = client.next();
                noticed = frame.type() == GOAWAY || frame.type() == RST_STREAM;
            }
            assertTrue(noticed, name);
        }
    }

    @Test
    void more_streams_than_were_said_are_refused() throws IOException {
        try (var client = client()) {
            for (int i = 0; i <= 100; i++) client.send(post(2 * i + 1));
            var refused = client.next(RST_STREAM);
            assertEquals(201, refused.stream());
            assertArrayEquals(ints(7), refused.payload());
        }
    }

    /// CVE-2023-44487.
    @Test
    void streams_that_are_opened_and_reset_again_and_again_end_the_connection() throws IOException {
        try (var client = client()) {
            for (int i = 0; i < 1000; i++) client.send(all(post(2 * i + 1), frame(RST_STREAM, 0, 2 * i + 1, ints(8))));
            assertEquals(GOAWAY, client.next(GOAWAY).type());
        } catch (IOException closedWhileSending) {
            // That is what is wanted, too.
        }
    }

    /// CVE-2024-27316 and its siblings.
    @Test
    void a_header_list_without_an_end_ends_the_connection() throws IOException {
        for (byte[] part : new byte[][] {NOTHING, list("a", "b"), list("a", "x".repeat(10_000))}) {
            try (var client = client().send(frame(HEADERS, 0, 1, list(GOOD)))) {
                for (int i = 0; i < 1000; i++) client.send(frame(CONTINUATION, 0, 1, part));
                assertEquals(GOAWAY, client.next(GOAWAY).type());
            } catch (IOException closedWhileSending) {
                continue;
            }
        }
    }

    @Test
    void empty_frames_without_an_end_end_the_connection() throws IOException {
        try (var client = client().send(post(1))) {
            for (int i = 0; i < 1000; i++) client.send(frame(DATA, 0, 1, NOTHING));
            assertEquals(GOAWAY, client.next(GOAWAY).type());
        } catch (IOException closedWhileSending) {
            // That is what is wanted, too.
        }
    }

    @Test
    void closing_lets_a_stream_in_work_finish() throws Exception {
        try (var client = client().send(get(1, "/feed"))) {
            client.next(DATA);
            var closing = Thread.ofVirtual().start(listener::close);
            assertEquals("feed", ended.take());
            closing.join();
        }
    }
}
