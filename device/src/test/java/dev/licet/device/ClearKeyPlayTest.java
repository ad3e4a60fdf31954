package dev.licet.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transcripts of `licet device play` with Clear Key.
class ClearKeyPlayTest {
    private static final String SET = """
            {"keys":[{"kty":"oct","kid":"AAECAwQFBgcICQoLDA0ODw","k":"EBESExQVFhcYGRobHB0eHw"}],"type":"temporary"}""";
    private static final String LICENSED = """
            licensed
            key 000102030405060708090a0b0c0d0e0f 101112131415161718191a1b1c1d1e1f
            system clearkey
            """;

    private final List<String> asked = new ArrayList<>();
    private String answer = SET;
    private int status = 200;
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/hms/ck/rights/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private Transcript play(String... more) {
        var all = new ArrayList<>(List.of("device", "play"));
        all.addAll(List.of(more));
        all.add("http://127.0.0.1:" + http.getAddress().getPort() + "/hms/ck/rights/?ExpressPlayToken=t");
        return Transcript.of(all.toArray(String[]::new));
    }

    @Test
    void the_path_tells_the_system_and_the_key_is_printed() {
        var run = play();
        assertEquals(LICENSED, run.out());
        assertEquals(0, run.exit());
        assertEquals(List.of("{\"kids\":[\"AAAAAAAAAAAAAAAAAAAAAA\"],\"type\":\"temporary\"}"), asked);
    }

    @Test
    void kids_are_asked_for_by_name() {
        play("--system", "clearkey", "--kid", "000102030405060708090a0b0c0d0e0f", "--kid", "00".repeat(16));
        assertEquals(
                "{\"kids\":[\"AAECAwQFBgcICQoLDA0ODw\",\"AAAAAAAAAAAAAAAAAAAAAA\"],\"type\":\"temporary\"}",
                asked.getFirst());
    }

    @Test
    void it_misbehaves_on_demand() {
        play("--misbehave", "repeat", "--times", "3");
        assertEquals(3, asked.size());
        play("--misbehave", "truncated");
        assertTrue(asked.getLast().length() < asked.getFirst().length());
        assertEquals(2, play("--misbehave", "renew").exit());
    }

    @Test
    void a_refusal_is_shown_with_its_code() {
        status = 403;
        answer = "{\"code\":-4010,\"message\":\"[-4010] Invalid token\"}";
        var run = play();
        assertEquals("refused 403 [-4010] Invalid token\n", run.out());
        assertEquals(3, run.exit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "[]",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"AAECAwQFBgcICQoLDA0ODw\",\"k\":\"EBESExQVFhcYGRobHB0eHw\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"AAECAwQFBgcICQoLDA0ODw==\",\"k\":\"EBESExQVFhcYGRobHB0eHw\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"AAEC\",\"k\":\"EBESExQVFhcYGRobHB0eHw\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"AAECAwQFBgcICQoLDA0ODw\"}]}"
            })
    void what_a_cdm_would_not_take_is_unusable(String body) {
        answer = body;
        assertEquals(4, play().exit());
    }
}
