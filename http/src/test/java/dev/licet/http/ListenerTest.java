package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {
    private static final String HOST = "Host: a\r\n";
    private static final Limits LIMITS = new Limits(200, 400, 8, 1000, 100, 100, 2, 2);
    private static final Deadlines SHORT = new Deadlines(
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(700),
            Duration.ofMillis(700));

    private final List<Request> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private Listener listener;

    private final Application echo = new Application() {
        @Override
        public Reply answer(Request request) {
            seen.add(request);
            return switch (request.path()) {
                case "/fail" -> throw new IllegalStateException("broken");
                case "/wait" -> waited();
                case "/big" -> Reply.of(200, "text/plain", "x".repeat(1 << 20));
                default -> Reply.of(200, "text/plain", new String(request.body(), StandardCharsets.ISO_8859_1) + ".");
            };
        }

        private Reply waited() {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, "text/plain", "late");
        }

        @Override
        public Reply refuse(Request request, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble + " " + request.path());
        }
    };

    @BeforeEach
    void open() {
        listener = Listener.open(
                new Listener.Setting(
                        "127.0.0.1",
                        0,
                        0,
                        new HostEnvironments(Optional.of("test.example"), Optional.of("example")),
                        LIMITS,
                        SHORT),
                echo,
                Instant::now,
                new SecureRandom());
    }

    @AfterEach
    void close() {
        release.countDown();
        listener.close();
    }

    private RawClient client() throws IOException {
        return new RawClient(listener.port(Environment.TEST));
    }

    private String exchange(String request) throws IOException {
        try (var client = client()) {
            return client.send(request).noMore().all();
        }
    }

    private static String status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "nothing: " + answer;
    }

    private static int answersIn(String all) {
        return all.split("HTTP/1\\.1 [0-9]", -1).length - 1;
    }

    private void assertRefused(int status, String request) throws IOException {
        String all = exchange(request + "GET /second HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertEquals(Integer.toString(status), status(all), request);
        assertEquals(1, answersIn(all), request);
        assertFalse(all.endsWith("<reset>"), request);
        assertTrue(seen.stream().noneMatch(request1 -> request1.path().equals("/second")), request);
    }

    private static String get(String path, String... fields) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + String.join("", fields) + "\r\n";
    }

    private static String post(String framing, String body) {
        return "POST /p HTTP/1.1\r\n" + HOST + framing + "\r\n" + body;
    }

    @Test
    void two_requests_on_one_connection_are_answered_in_order() throws IOException {
        try (var client = client()) {
            client.send(post("Content-Length: 3\r\n", "abc")
                    + post("Transfer-Encoding: chunked\r\n", "2\r\nxy\r\n0\r\n\r\n"));
            assertTrue(client.answer().endsWith("\r\n\r\nabc."));
            assertTrue(client.answer().endsWith("\r\n\r\nxy."));
            assertTrue(client.send(get("/x")).answer().endsWith("\r\n\r\n."));
        }
    }

    @Test
    void a_head_may_come_byte_by_byte() throws IOException {
        try (var client = client()) {
            for (char c : post("Content-Length: 1\r\n", "q").toCharArray()) client.send(String.valueOf(c));
            assertTrue(client.answer().endsWith("\r\n\r\nq."));
        }
    }

    @Test
    void chunks_with_extensions_and_trailers_are_understood() throws IOException {
        try (var client = client()) {
            client.send(post("Transfer-Encoding: chunked\r\n", "2;a=b\r\nxy\r\n1 ;c\r\nz\r\n0\r\nTrailer: t\r\n\r\n"));
            assertTrue(client.answer().endsWith("\r\n\r\nxyz."));
        }
    }

    @Test
    void a_client_that_waits_for_100_continue_gets_it() throws IOException {
        try (var client = client()) {
            client.send(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
            assertTrue(client.answer().startsWith("HTTP/1.1 100"));
            assertTrue(client.send("ab").answer().endsWith("\r\n\r\nab."));
        }
    }

    @Test
    void the_answer_to_head_has_no_body_but_its_length() throws IOException {
        String all = exchange("HEAD /x HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertTrue(all.toLowerCase(java.util.Locale.ROOT).contains("content-length: 1\r\n"), all);
        assertTrue(all.endsWith("\r\n\r\n"), all);
    }

    @Test
    void a_raw_caret_in_a_query_arrives_as_it_is() throws IOException {
        exchange(get("/x?kid=^name&a=%2B+|", "Connection: close\r\n"));
        assertEquals("kid=^name&a=%2B+|", seen.getFirst().rawQuery());
    }

    @Test
    void the_host_name_tells_the_environment_and_else_the_port() throws IOException {
        for (String host : List.of("a", "wv.test.example:8080", "wv.example", "TEST.EXAMPLE", "example.org")) {
            exchange("GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        }
        try (var client = new RawClient(listener.port(Environment.PRODUCTION))) {
            client.send(get("/x", "Connection: close\r\n")).all();
        }
        assertEquals(
                List.of(
                        Environment.TEST,
                        Environment.TEST,
                        Environment.PRODUCTION,
                        Environment.TEST,
                        Environment.TEST,
                        Environment.PRODUCTION),
                seen.stream().map(Request::environment).toList());
    }

    @Test
    void a_well_formed_request_id_is_kept_and_another_replaced() throws IOException {
        String kept = exchange(get("/x", "X-Request-Id: a.B_c-9\r\nConnection: close\r\n"));
        assertTrue(kept.contains("X-Request-Id: a.B_c-9\r\n"), kept);
        String replaced = exchange(get("/x", "X-Request-Id: a b\r\nConnection: close\r\n"));
        assertFalse(replaced.contains("a b"), replaced);
        assertTrue(replaced.lines().anyMatch(line -> line.matches("X-Request-Id: [0-9a-f]{32}")), replaced);
    }

    @Test
    void every_answer_forbids_storing_sniffing_and_referring() throws IOException {
        String all = exchange(get("/x", "Connection: close\r\n"));
        assertTrue(all.contains("Cache-Control: no-store\r\n"), all);
        assertTrue(all.contains("Referrer-Policy: no-referrer\r\n"), all);
        assertTrue(all.contains("X-Content-Type-Options: nosniff\r\n"), all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /x HTTP/1.1\nHost: a\n\n",
                "GET /x HTTP/1.1\r\nHost: a\n\r\n",
                "GET /x HTTP/1.1\rHost: a\r\r",
                "GET /x http/1.1\r\nHost: a\r\n\r\n",
                "GET  /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /x\tHTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /x HTTP/1.1 \r\nHost: a\r\n\r\n",
                " GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "G@T /x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://a:1/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://u@a/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://a HTTP/1.1\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
                "GET /x#y HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /x?\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /x\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: \r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a,b\r\nHost: a\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: u@a\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a:b\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a:123456\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: [::1\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: [a]x\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\nX: a\u000bb\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1,1\r\n\r\na",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\na",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\na\n0\n\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\na\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n 1\r\na\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n",
            })
    void bad_framing_is_answered_400_once_and_closed(String request) throws IOException {
        assertRefused(400, request);
    }

    /// RFC 9112 section 2.2: some clients send a line end too many after a body.
    @Test
    void one_empty_line_before_a_request_is_skipped() throws IOException {
        try (var client = client()) {
            client.send("\r\n" + post("Content-Length: 3\r\n", "abc") + "\r\n" + get("/x"));
            assertTrue(client.answer().endsWith("abc."));
            assertTrue(client.answer().endsWith("\r\n\r\n."));
            client.send("\r").send("\n").send(get("/y", "Connection: close\r\n"));
            assertEquals("200", status(client.all()));
        }
    }

    /// RFC 9112 section 3.2.2.
    @Test
    void a_target_that_names_the_same_host_again_is_taken() throws IOException {
        exchange("GET http://wv.Example:8080/x?a=b HTTP/1.1\r\nHost: wv.example:8080\r\nConnection: close\r\n\r\n");
        exchange("GET HTTPS://a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        exchange("GET http://a?q HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertEquals(List.of("/x", "/", "/"), seen.stream().map(Request::path).toList());
        assertEquals(
                List.of("a=b", "", "q"), seen.stream().map(Request::rawQuery).toList());
        assertEquals(Environment.PRODUCTION, seen.getFirst().environment());
    }

    @Test
    void hosts_are_names_or_addresses_with_or_without_a_port() throws IOException {
        for (String host : List.of("a", "a:80", "a.", "127.0.0.1:8080", "[::1]", "[2001:db8::1]:8080", "a_b-c")) {
            assertEquals(
                    "200",
                    status(exchange("GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")),
                    host);
        }
    }

    @Test
    void a_body_that_is_coded_is_answered_415_unless_it_is_as_it_is() throws IOException {
        String close = "Connection: close\r\nContent-Length: 1\r\n";
        assertEquals("200", status(exchange(post(close + "Content-Encoding: Identity\r\n", "a"))));
        assertRefused(415, post("Content-Length: 1\r\nContent-Encoding: gzip\r\n", "a"));
        assertRefused(415, post("Content-Length: 1\r\nContent-Encoding: identity, br\r\n", "a"));
    }

    /// A request that is refused before it is understood gets what every other gets.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\r\n\r\n",
                "GET /x HTTP/2.0\r\nHost: a\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\n\r\n",
            })
    void what_the_parser_refuses_carries_what_every_answer_does(String request) throws IOException {
        String all = exchange(request);
        assertTrue(all.contains("\r\nX-Content-Type-Options: nosniff\r\n"), all);
        assertTrue(all.contains("\r\nReferrer-Policy: no-referrer\r\n"), all);
        assertTrue(all.contains("\r\nCache-Control: no-store\r\n"), all);
        assertTrue(all.contains("\r\nConnection: close\r\n"), all);
        assertTrue(all.contains("\r\nX-Request-Id: "), all);
        assertTrue(all.lines().anyMatch(line -> line.matches("Date: .* GMT")), all);
    }

    @Test
    void the_path_of_what_is_refused_is_told_when_it_was_understood() throws IOException {
        assertTrue(exchange("GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n")
                .endsWith("MALFORMED /x"));
        assertTrue(exchange("GET /x#y HTTP/1.1\r\nHost: a\r\n\r\n").endsWith("MALFORMED "));
    }

    @Test
    void the_client_is_known_by_its_address_and_silent_when_it_has_closed() throws Exception {
        try (var client = client()) {
            client.send(get("/wait"));
            while (seen.isEmpty()) Thread.sleep(5);
            assertEquals("127.0.0.1", seen.getFirst().client().address());
            assertFalse(seen.getFirst().client().isSilent());
        }
        while (!seen.getFirst().client().isSilent()) Thread.sleep(5);
    }

    @Test
    void a_client_that_sends_nothing_more_gets_its_answer_and_is_not_gone() throws Exception {
        try (var client = client()) {
            client.send(get("/wait")).noMore();
            while (seen.isEmpty() || !seen.getFirst().client().isSilent()) Thread.sleep(5);
            assertFalse(seen.getFirst().client().isGone());
            release.countDown();
            assertTrue(client.all().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void both_ports_are_reachable_until_they_are_closed() {
        assertTrue(listener.isReachable());
        listener.close();
        assertFalse(listener.isReachable());
    }

    @Test
    void http_2_without_its_preface_is_answered_505() throws IOException {
        assertRefused(505, "GET /x HTTP/2.0\r\nHost: a\r\n\r\n");
    }

    @Test
    void a_request_line_at_the_limit_passes_and_one_byte_more_is_answered_414() throws IOException {
        String path = "/" + "x".repeat(200 - "GET / HTTP/1.1".length());
        assertEquals("200", status(exchange(get(path, "Connection: close\r\n"))));
        assertRefused(414, get(path + "x"));
    }

    @Test
    void headers_at_the_limit_pass_and_one_byte_more_is_answered_431() throws IOException {
        String close = "Connection: close\r\n";
        String filler = "X: " + "x".repeat(400 - (HOST + close + "X: \r\n").length());
        assertEquals("200", status(exchange(get("/x", close, filler + "\r\n"))));
        assertRefused(431, get("/x", close, filler + "x\r\n"));
    }

    @Test
    void fields_at_the_limit_pass_and_one_more_is_answered_431() throws IOException {
        String six = "X: x\r\n".repeat(6);
        assertEquals("200", status(exchange(get("/x", six, "Connection: close\r\n"))));
        assertRefused(431, get("/x", six, "X: x\r\n", "Connection: close\r\n"));
    }

    @Test
    void a_body_at_the_limit_passes_and_one_byte_more_is_answered_413() throws IOException {
        String close = "Connection: close\r\n";
        String body = "b".repeat(1000);
        assertTrue(exchange(post(close + "Content-Length: 1000\r\n", body)).endsWith("b."));
        assertRefused(413, post("Content-Length: 1001\r\n", body + "b"));
        String chunked = close + "Transfer-Encoding: chunked\r\n";
        assertTrue(exchange(post(chunked, "3e8\r\n" + body + "\r\n0\r\n\r\n")).endsWith("b."));
        assertRefused(413, post(chunked, "3e8\r\n" + body + "\r\n1\r\nb\r\n0\r\n\r\n"));
        assertRefused(413, post(chunked, "7fffffffffffffff\r\n"));
    }

    @Test
    void a_huge_body_is_refused_before_it_is_sent() throws IOException {
        try (var client = client()) {
            String answer = client.send(post("Content-Length: 99999999999999999999\r\n", ""))
                    .answer();
            assertEquals("413", status(answer));
            assertTrue(answer.endsWith("BODY_TOO_LARGE /p"), answer);
        }
    }

    @Test
    void endless_chunks_are_cut_at_the_limit() throws IOException {
        try (var client = client()) {
            client.send(post("Transfer-Encoding: chunked\r\n", ""));
            assertTrue(client.drip("40\r\n" + "x".repeat(64) + "\r\n", 1000));
            assertEquals("413", status(client.answer()));
        }
    }

    @Test
    void an_exception_is_answered_500_and_the_connection_goes_on() throws IOException {
        try (var client = client()) {
            assertEquals("500", status(client.send(get("/fail")).answer()));
            assertEquals("200", status(client.send(get("/x")).answer()));
        }
    }

    @Test
    void a_slow_head_is_answered_408_and_cut() throws IOException {
        try (var client = client()) {
            assertTrue(client.send("GET /x HTTP/1.1\r\nX: ").drip("x", 300));
            String all = client.all();
            assertEquals("408", status(all));
            assertEquals(1, answersIn(all));
        }
    }

    @Test
    void a_slow_body_is_answered_408_and_cut() throws IOException {
        try (var client = client()) {
            assertTrue(client.send(post("Content-Length: 900\r\n", "")).drip("x", 300));
            String all = client.all();
            assertEquals("408", status(all));
            assertTrue(all.contains("TOO_SLOW /p"), all);
        }
    }

    @Test
    void a_slow_chunked_body_is_answered_408_and_cut() throws IOException {
        try (var client = client()) {
            assertTrue(client.send(post("Transfer-Encoding: chunked\r\n", "")).drip("1\r\nx\r\n", 300));
            assertEquals("408", status(client.all()));
        }
    }

    @Test
    void a_silent_connection_is_closed_without_a_word() throws IOException {
        try (var client = client()) {
            assertEquals("", client.all());
        }
    }

    @Test
    void an_idle_connection_is_closed_after_its_last_answer() throws IOException {
        try (var client = client()) {
            client.send(get("/x")).answer();
            assertEquals("", client.all());
        }
    }

    @Test
    void a_client_that_does_not_take_its_answers_is_cut() throws IOException {
        try (var client = client()) {
            client.send(get("/big").repeat(40));
            awaitCut(client);
        }
    }

    /// Sending fails once the server has closed the connection.
    private static void awaitCut(RawClient client) {
        assertTrue(client.dripBlindly("GET /x HTTP/1.1\r\nHost: a\r\n\r\n", 1000));
    }

    @Test
    void a_good_client_is_served_while_slow_ones_wait() throws IOException {
        var slow = new ArrayList<RawClient>();
        try (var good = client()) {
            for (int i = 0; i < 20; i++) slow.add(client().send("GET /x HTT"));
            for (int i = 0; i < 20; i++) slow.add(client().send(post("Content-Length: 9\r\n", "x")));
            for (int i = 0; i < 20; i++)
                assertEquals("200", status(good.send(get("/x")).answer()));
        } finally {
            for (RawClient client : slow) client.close();
        }
    }

    @Test
    void a_request_in_work_is_not_hurried() throws Exception {
        try (var client = client()) {
            client.send(get("/wait"));
            Thread.sleep(SHORT.idle().plus(SHORT.write()).toMillis());
            release.countDown();
            assertTrue(client.answer().endsWith("late"));
        }
    }

    @Test
    void beyond_the_requests_in_work_the_answer_is_503() throws Exception {
        try (var first = client();
                var second = client();
                var third = client()) {
            first.send(get("/wait"));
            second.send(get("/wait"));
            while (seen.size() < 2) Thread.sleep(5);
            assertEquals("503", status(third.send(get("/x")).answer()));
            release.countDown();
            assertEquals("200", status(first.answer()));
            assertEquals("200", status(second.answer()));
            assertEquals("200", status(third.send(get("/x")).answer()));
        }
    }

    private interface Full {
        void check(RawClient client) throws IOException;
    }

    /// While as many requests are in work as may be.
    private void whileFull(Full check) throws Exception {
        try (var first = client();
                var second = client();
                var third = client()) {
            first.send(get("/wait"));
            second.send(get("/wait"));
            while (seen.size() < 2) Thread.sleep(5);
            check.check(third);
            assertEquals(2, seen.size());
            release.countDown();
            assertEquals("200", status(first.answer()));
            assertEquals("200", status(second.answer()));
            assertEquals("200", status(third.send(get("/x")).answer()));
        }
    }

    @Test
    void a_request_that_is_turned_away_names_its_path_and_carries_what_every_answer_does() throws Exception {
        whileFull(client -> {
            String answer = client.send(get("/x", "X-Request-Id: r-1\r\n")).answer();
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(answer.endsWith("\r\n\r\nBUSY /x"), answer);
            assertTrue(answer.contains("\r\nX-Request-Id: r-1\r\n"), answer);
            assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
            assertTrue(answer.contains("\r\nCache-Control: no-store\r\n"), answer);
            assertTrue(answer.contains("\r\nConnection: keep-alive\r\n"), answer);
        });
    }

    @Test
    void the_body_of_a_request_that_is_turned_away_is_not_taken_for_the_next_one() throws Exception {
        String smuggled = get("/smuggled");
        String chunks = Integer.toHexString(smuggled.length()) + "\r\n" + smuggled + "\r\n0\r\n\r\n";
        whileFull(client -> {
            for (int i = 0; i < 2; i++) {
                assertTrue(client.send(post("Content-Length: " + smuggled.length() + "\r\n", smuggled))
                        .answer()
                        .endsWith("BUSY /p"));
                assertTrue(client.send(post("Transfer-Encoding: chunked\r\n", chunks))
                        .answer()
                        .endsWith("BUSY /p"));
            }
        });
    }

    @Test
    void a_request_that_is_turned_away_while_its_body_comes_slowly_is_cut_like_any_other() throws Exception {
        whileFull(client -> {
            try (var slow = client()) {
                assertTrue(slow.send(post("Content-Length: 900\r\n", "")).drip("x", 300));
                assertEquals("408", status(slow.all()));
            }
        });
    }

    @Test
    void a_bad_body_of_a_request_that_is_turned_away_is_answered_400_and_cut() throws Exception {
        whileFull(client -> assertRefused(400, post("Transfer-Encoding: chunked\r\n", "1\r\naXX0\r\n\r\n")));
    }

    @Test
    void a_head_request_that_is_turned_away_gets_no_body() throws Exception {
        whileFull(client -> {
            try (var other = client()) {
                String two = "HEAD /x HTTP/1.1\r\n" + HOST + "\r\n" + get("/y", "Connection: close\r\n");
                String all = other.send(two).all();
                assertEquals(2, answersIn(all), all);
                assertTrue(all.contains("\r\n\r\nHTTP/1.1 503"), all);
            }
        });
    }

    @Test
    void a_client_that_wants_one_answer_is_turned_away_and_the_connection_ends() throws Exception {
        whileFull(client -> {
            try (var last = client()) {
                String all = last.send(get("/x", "Connection: close\r\n")).all();
                assertTrue(all.contains("\r\nConnection: close\r\n"), all);
                assertTrue(all.endsWith("BUSY /x"), all);
            }
        });
    }

    @Test
    void a_client_that_waits_for_100_continue_is_turned_away_without_it() throws Exception {
        whileFull(client -> {
            try (var waiting = client()) {
                waiting.send(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
                assertTrue(waiting.answer().startsWith("HTTP/1.1 503 "));
            }
        });
    }

    @Test
    void closing_lets_a_request_in_work_finish() throws Exception {
        try (var client = client();
                var idle = client()) {
            idle.send(get("/x")).answer();
            client.send(get("/wait"));
            while (seen.size() < 2) Thread.sleep(5);
            var closing = Thread.ofVirtual().start(listener::close);
            assertEquals("", idle.all());
            release.countDown();
            assertTrue(client.answer().endsWith("late"));
            closing.join();
        }
    }

    /// RFC 9112 section 9.6: the server closes after the answer.
    @Test
    void a_client_that_wants_one_answer_gets_one_and_the_connection_ends() throws IOException {
        for (String wish : List.of("Connection: close", "Connection: keep-alive, Close")) {
            try (var client = client()) {
                String answer = client.send("GET /x HTTP/1.1\r\nHost: a\r\n" + wish + "\r\n\r\nGET /y HTTP/1.1\r\n")
                        .all();
                assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
            }
        }
    }

    /// Some proxies speak HTTP/1.0 to the service behind them unless they are told otherwise.
    @Test
    void http_1_0_is_answered_and_the_connection_ends() throws IOException {
        try (var client = client()) {
            String answer = client.send("GET /x HTTP/1.0\r\nHost: a\r\n\r\n").all();
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        }
        String kept = exchange("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertTrue(kept.startsWith("HTTP/1.1 200") && kept.contains("\r\nConnection: close\r\n"), kept);
        assertRefused(400, "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }
}
