package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends secrets of its own in every parameter that takes one, by GET and POST, with and without success, and
/// then searches everything the service wrote: its log at the finest level, the database with its write-ahead
/// log, its backup, traces and answers, and what the Flight Recorder noted.
class SecretsStayInsideTest {
    @Test
    void no_secret_is_in_the_log_the_database_or_an_answer(@TempDir Path data) throws IOException {
        try (var hunt = new SecretHunt()) {
            try (var service = hunt.start(data)) {
                for (Drm drm : Drm.values()) provoke(service, drm, hunt);
                service.operator().housekeeping().run();
            }
            hunt.assertNowhere(data, TokenCatalogue.KID);
        }
    }

    private static void provoke(RunningService service, Drm drm, SecretHunt hunt) {
        byte[] key = hunt.secret(drm + " content key");
        byte[] iv = hunt.secret(drm + " iv");
        byte[] kek = hunt.secret(drm + " kek");
        byte[] ek = KeyWrap.wrap(SecretBytes.copyOf(kek), SecretBytes.copyOf(key));
        hunt.secret(drm + " ek", ek);
        String authenticator = service.demo(Environment.TEST);
        hunt.secret(drm + " authenticator", service.demo().test().secret().expose(byte[]::clone));

        var clear = TokenCatalogue.good(drm);
        clear.put("contentKey", SecretHunt.hex(key));
        if (drm == Drm.FAIRPLAY) clear.put("iv", SecretHunt.hex(iv));
        clear.put("customerAuthenticator", authenticator);
        String url = ask(service, hunt, drm, clear, 200);
        hunt.secret(drm + " token", Base64.getUrlDecoder().decode(url.substring(url.indexOf('=') + 1)));
        Api.Reply license = Api.postBytes(url, Viewer.challenge(service, drm));
        // A Clear Key license is the key; that is all it is.
        if (drm != Drm.CLEARKEY) hunt.answered(license);
        hunt.answered(Api.postBytes(url, new byte[] {1, 2, 3}));
        hunt.answered(Api.get(url));
        for (String body : List.of("{\"x\":x" + SecretHunt.hex(key) + "}", "<a>&x" + SecretHunt.hex(key) + ";</a>")) {
            hunt.answered(Api.postBytes(url, body.getBytes(StandardCharsets.US_ASCII)));
        }

        var wrapped = new LinkedHashMap<>(clear);
        wrapped.remove("contentKey");
        if (drm == Drm.FAIRPLAY) wrapped.remove("kid");
        wrapped.putAll(Map.of("kek", SecretHunt.hex(kek), "ek", SecretHunt.hex(ek)));
        ask(service, hunt, drm, wrapped, 200);

        for (String name : List.of(
                "expirationTime", "cookie", "generalFlags", "kid", "contentKey", "kek", "ipAddress", "errorFormat")) {
            var bad = new LinkedHashMap<>(clear);
            // With a colon it may be an address.
            bad.put(name, (name.equals("ipAddress") ? ":" : "") + SecretHunt.hex(key) + SecretHunt.hex(kek));
            ask(service, hunt, drm, bad, 400);
            if (!name.equals("errorFormat")) bad.put("errorFormat", "json");
            ask(service, hunt, drm, bad, 400);
        }
        var stranger = new LinkedHashMap<>(clear);
        stranger.put("customerAuthenticator", authenticator + "0");
        ask(service, hunt, drm, stranger, 401);
    }

    /// By GET and by POST; the answer to the latter.
    private static String ask(
            RunningService service, SecretHunt hunt, Drm drm, Map<String, String> parameters, int status) {
        String url = service.tokenUrl(Environment.TEST, drm);
        var get = Api.get(url + "?" + Api.form(parameters));
        var post = Api.postForm(url, Api.form(parameters));
        assertEquals(status, get.status(), get.text());
        assertEquals(status, post.status(), post.text());
        if (status != 200) {
            hunt.answered(get);
            hunt.answered(post);
        }
        return status == 200 ? RunningService.url(post.text()) : post.text();
    }
}
