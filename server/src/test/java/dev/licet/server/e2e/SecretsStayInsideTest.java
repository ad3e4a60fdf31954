package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends secrets of its own in every parameter that takes one, by GET and POST, with and without success, and
/// then
/// searches everything the service wrote: its log at the finest level, the database with its write-ahead log,
/// and
/// its answers.
class SecretsStayInsideTest {
    private final Log log = new Log();
    private final List<byte[]> answers = new ArrayList<>();

    private static final class Log extends Handler {
        private final StringWriter text = new StringWriter();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public synchronized void publish(LogRecord line) {
            text.write(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        synchronized String text() {
            return text.toString();
        }
    }

    @Test
    void no_secret_is_in_the_log_the_database_or_an_answer(@TempDir Path data) throws IOException {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.FINEST);
        root.addHandler(log);
        log.setLevel(Level.ALL);
        var secrets = new LinkedHashMap<String, byte[]>();
        try (var service = RunningService.start(data)) {
            for (Drm drm : Drm.values()) provoke(service, drm, secrets);
            service.operator().housekeeping().run();
        } finally {
            root.removeHandler(log);
            root.setLevel(before);
        }
        assertTrue(log.text().length() > 100, "the log was on");
        assertNowhere(secrets, data);
    }

    private void provoke(RunningService service, Drm drm, Map<String, byte[]> secrets) {
        byte[] key = secret(secrets, drm + " content key");
        byte[] iv = secret(secrets, drm + " iv");
        byte[] kek = secret(secrets, drm + " kek");
        byte[] ek = KeyWrap.wrap(SecretBytes.copyOf(kek), SecretBytes.copyOf(key));
        secrets.put(drm + " ek", ek);
        String authenticator = service.demo(Environment.TEST);
        secrets.put(drm + " authenticator", service.demo().test().secret().expose(byte[]::clone));

        var clear = TokenCatalogue.good(drm);
        clear.put("contentKey", hex(key));
        if (drm == Drm.FAIRPLAY) clear.put("iv", hex(iv));
        clear.put("customerAuthenticator", authenticator);
        String url = ask(service, drm, clear, 200);
        secrets.put(drm + " token", Base64.getUrlDecoder().decode(url.substring(url.indexOf('=') + 1)));
        byte[] license = Api.postBytes(url, Viewer.challenge(service, drm)).body();
        // A Clear Key license is the key; that is all it is.
        if (drm != Drm.CLEARKEY) answers.add(license);
        answers.add(Api.postBytes(url, new byte[] {1, 2, 3}).body());
        answers.add(Api.get(url).body());

        var wrapped = new LinkedHashMap<>(clear);
        wrapped.remove("contentKey");
        if (drm == Drm.FAIRPLAY) wrapped.remove("kid");
        wrapped.putAll(Map.of("kek", hex(kek), "ek", hex(ek)));
        ask(service, drm, wrapped, 200);

        for (String name :
                List.of("expirationTime", "cookie", "generalFlags", "kid", "contentKey", "kek", "errorFormat")) {
            var bad = new LinkedHashMap<>(clear);
            bad.put(name, hex(key) + hex(kek));
            ask(service, drm, bad, 400);
            if (!name.equals("errorFormat")) bad.put("errorFormat", "json");
            ask(service, drm, bad, 400);
        }
        var stranger = new LinkedHashMap<>(clear);
        stranger.put("customerAuthenticator", authenticator + "0");
        ask(service, drm, stranger, 401);
    }

    /// By GET and by POST; the answer to the latter.
    private String ask(RunningService service, Drm drm, Map<String, String> parameters, int status) {
        String url = service.tokenUrl(Environment.TEST, drm);
        var get = Api.get(url + "?" + Api.form(parameters));
        var post = Api.postForm(url, Api.form(parameters));
        assertEquals(status, get.status(), get.text());
        assertEquals(status, post.status(), post.text());
        if (status != 200) {
            answers.add(get.body());
            answers.add(post.body());
        }
        return status == 200 ? RunningService.url(post.text()) : post.text();
    }

    private static byte[] secret(Map<String, byte[]> secrets, String name) {
        byte[] bytes = SecretBytes.random(RunningService.RANDOM, 16).expose(byte[]::clone);
        secrets.put(name, bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void assertNowhere(Map<String, byte[]> secrets, Path data) throws IOException {
        byte[] logged = log.text().getBytes(StandardCharsets.UTF_8);
        byte[] stored = stored(data);
        var answered = new ByteArrayOutputStream();
        answers.forEach(answered::writeBytes);
        secrets.forEach((name, secret) -> spellings(secret).forEach((spelling, bytes) -> {
            assertFalse(contains(logged, bytes), name + " in the log, " + spelling);
            assertFalse(contains(stored, bytes), name + " in the database, " + spelling);
            assertFalse(contains(answered.toByteArray(), bytes), name + " in an answer, " + spelling);
        }));
        assertTrue(contains(stored, TokenCatalogue.KID.getBytes(StandardCharsets.US_ASCII)), "the search can find");
    }

    private static byte[] stored(Path data) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var files = Files.list(data)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("licet.db"))
                    .toList()) {
                all.writeBytes(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    private static Map<String, byte[]> spellings(byte[] secret) {
        return Map.of(
                "raw", secret,
                "hex", hex(secret).getBytes(StandardCharsets.US_ASCII),
                "upper-case hex",
                        HexFormat.of().withUpperCase().formatHex(secret).getBytes(StandardCharsets.US_ASCII),
                "base64", inside(Base64.getEncoder().encode(secret)),
                "base64url", inside(Base64.getUrlEncoder().encode(secret)));
    }

    /// Without the end, which depends on what follows.
    private static byte[] inside(byte[] base64) {
        return Arrays.copyOf(base64, base64.length - 4);
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (all[i] == part[0] && Arrays.equals(all, i, i + part.length, part, 0, part.length)) return true;
        }
        return false;
    }
}
