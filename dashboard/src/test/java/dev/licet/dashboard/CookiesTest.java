package dev.licet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookiesTest {
    private static final SecretBytes SECRET = SecretBytes.copyOf(new byte[32]);

    private static String set(boolean secure) {
        return new Cookies(secure)
                .set(Reply.empty(200), SECRET)
                .field("Set-Cookie")
                .orElseThrow();
    }

    private static Optional<SecretBytes> read(String header) {
        var request = new Request(Environment.TEST, "GET", "/admin", "", name -> Optional.of(header), new byte[0], "1");
        return new Cookies(true).read(request);
    }

    @Test
    void over_tls_the_cookie_is_bound_to_the_host() {
        assertTrue(set(true).startsWith("__Host-licet="), set(true));
        assertTrue(set(true).endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"), set(true));
        assertTrue(set(false).endsWith("; Path=/admin; HttpOnly; SameSite=Strict"), set(false));
    }

    @Test
    void only_a_whole_secret_is_read() {
        String pair = set(true).substring(0, set(true).indexOf(';'));
        assertTrue(read("a=b; " + pair + "; c=d").orElseThrow().sameAs(SECRET));
        for (String bad : List.of("", "x" + pair, pair + "AAAA", "__Host-licet=", "__Host-licet=*", "__Host-licet")) {
            assertEquals(Optional.empty(), read(bad), bad);
        }
    }
}
