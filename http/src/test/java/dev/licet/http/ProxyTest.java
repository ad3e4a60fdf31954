package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a proxy says about the client, when it is listed and when it is not.
@Timeout(60)
class ProxyTest {
    private static final Limits LIMITS = new Limits(200, 400, 8, 1000, 100, 100, 2, 2);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String V2 = "\r\n\r\n\0\r\nQUIT\n";

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            return Reply.of(200, "text/plain", "from " + request.client().address());
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    private String exchange(String proxies, String text) throws IOException {
        var setting = new Listener.Setting(
                "127.0.0.1",
                0,
                0,
                HostEnvironments.BY_PORT,
                LIMITS,
                new Deadlines(SHORT, SHORT, SHORT, SHORT, SHORT),
                new Listener.Transport(Proxies.of(proxies), Optional.empty(), Optional.empty()));
        try (var listener = Listener.open(setting, application, Instant::now, new SecureRandom());
                var client = new RawClient(listener.port(Environment.TEST))) {
            return client.send(text).all();
        }
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_listed_proxy_names_the_client_in_front_of_the_connection() throws IOException {
        String v1 = "PROXY TCP4 198.51.100.7 127.0.0.1 4711 80\r\n";
        assertTrue(exchange("127.0.0.0/8", v1 + GET).endsWith("from 198.51.100.7"));
        String six = "PROXY TCP6 2001:db8::7 ::1 4711 80\r\n";
        assertTrue(exchange("127.0.0.1", six + GET).endsWith("from 2001:db8::7"));
        String v2 = V2 + bytes("2111000cc63364077f00000112670050");
        assertTrue(exchange("127.0.0.1", v2 + GET).endsWith("from 198.51.100.7"));
    }

    @Test
    void a_proxy_that_connects_for_itself_or_names_nobody_is_the_client() throws IOException {
        assertTrue(exchange("127.0.0.1", "PROXY UNKNOWN\r\n" + GET).endsWith("from 127.0.0.1"));
        assertTrue(exchange("127.0.0.1", V2 + bytes("20000000") + GET).endsWith("from 127.0.0.1"));
        assertTrue(exchange("127.0.0.1", GET).endsWith("from 127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 nobody 127.0.0.1 4711 80\r\n",
                "PROXY TCP4 198.51.100.7\r\n",
                "PROXY TCP4 198.51.100.7 127.0.0.1 4711 80 ",
                "\r\n\r\n\0\r\nQUIT\n\u0021\u0011\u0000\u0001a",
            })
    void what_is_malformed_there_ends_the_connection(String header) throws IOException {
        assertEquals("", exchange("127.0.0.1", header + GET).replace("<reset>", ""));
    }

    @Test
    void a_header_that_does_not_come_is_not_waited_for() throws IOException {
        assertEquals("", exchange("127.0.0.1", "PROXY TCP4 198.51"));
        assertEquals("", exchange("127.0.0.1", "\r\n\r\n\0"));
    }

    @Test
    void nobody_else_names_anybody() throws IOException {
        assertTrue(exchange("192.0.2.1", "PROXY TCP4 198.51.100.7 127.0.0.1 4711 80\r\n" + GET)
                .startsWith("HTTP/1.1 400"));
        String forwarded = GET.replace("\r\n\r\n", "\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n");
        assertTrue(exchange("192.0.2.1", forwarded).endsWith("from 127.0.0.1"));
        assertTrue(exchange("127.0.0.1", forwarded).endsWith("from 198.51.100.7"));
    }
}
