package dev.licet.domain.credential;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WidevineBackEndTest {
    private static final SecretBytes KEY = SecretBytes.copyOf(new byte[32]);
    private static final SecretBytes IV = SecretBytes.copyOf(new byte[16]);
    private static final URI URL = URI.create("https://license.test.invalid/cenc/getlicense/somebody");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://license.test.invalid/a?b=c",
                "HTTPS://license.test.invalid",
                "http://localhost:1/",
                "http://127.0.0.1:1/",
                "http://[::1]:1/"
            })
    void keys_travel_over_tls_or_not_at_all(String url) {
        assertDoesNotThrow(() -> new SignedJson(URI.create(url), "somebody", KEY, IV));
        assertDoesNotThrow(() -> new Relay(URI.create(url), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://license.test.invalid/",
                "http://localhost.test.invalid/",
                "ftp://license.test.invalid/",
                "file:///etc/hosts",
                "license.test.invalid",
                "/license",
                "https:opaque",
                "https://user:password@license.test.invalid/"
            })
    void other_urls_are_refused_without_quoting_them(String url) {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new SignedJson(URI.create(url), "somebody", KEY, IV));
        assertFalse(refused.getMessage().contains("invalid"));
        assertThrows(IllegalArgumentException.class, () -> new Relay(URI.create(url), List.of()));
    }

    @Test
    void provider_key_and_iv_have_their_sizes() {
        for (String provider : List.of("", "two words", "ü", "x".repeat(65), "a\n")) {
            assertThrows(IllegalArgumentException.class, () -> new SignedJson(URL, provider, KEY, IV));
        }
        assertThrows(IllegalArgumentException.class, () -> new SignedJson(URL, "somebody", IV, IV));
        assertThrows(IllegalArgumentException.class, () -> new SignedJson(URL, "somebody", KEY, KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a:", "ü", "Host", "content-length", "Transfer-Encoding", "connection", "a\r\nb"})
    void header_names_are_those_of_http_and_not_of_the_connection(String name) {
        assertThrows(IllegalArgumentException.class, () -> UpstreamHeader.of(name, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\nX: 1", "secret\u0000", "secretü"})
    void header_values_are_visible_and_never_quoted(String value) {
        var refused = assertThrows(IllegalArgumentException.class, () -> UpstreamHeader.of("X-Key", value));
        assertFalse(refused.getMessage().contains("secret"));
    }

    @Test
    void a_header_does_not_print_its_value() {
        assertFalse(UpstreamHeader.of("X-Key", "secret").toString().contains("secret"));
    }
}
