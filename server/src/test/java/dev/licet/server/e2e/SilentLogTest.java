package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No secret of a request is logged, whatever becomes of the request, also when everything is logged (reference:
/// security.md T1).
class SilentLogTest {
    private static final Logger ROOT = Logger.getLogger("");

    @TempDir
    private Path data;

    private final Capture capture = new Capture();
    private RunningService service;
    private Level before;

    private static final class Capture extends Handler {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord event) {
            lines.add(formatter.format(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void logEverything() {
        before = ROOT.getLevel();
        capture.setLevel(Level.ALL);
        ROOT.addHandler(capture);
        ROOT.setLevel(Level.FINEST);
        service = RunningService.start(data);
    }

    @AfterEach
    void stop() {
        service.close();
        ROOT.removeHandler(capture);
        ROOT.setLevel(before);
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        RunningService.RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void a_secret_of_a_request_is_in_no_line() {
        String key = secret();
        String kek = secret();
        String wrong = "201722," + secret();
        var good = Api.parameters(
                "customerAuthenticator",
                service.demo(Environment.TEST),
                "kid",
                secret(),
                "contentKey",
                key,
                "securityLevel",
                "1",
                "hdcpOutputControl",
                "0");
        ask(good);
        ask(with(good, "customerAuthenticator", wrong));
        ask(with(good, "kek", kek));
        ask(with(good, "contentKey", key + "zz"));
        String token = service.token(service.demo(Environment.TEST), Drm.WIDEVINE, good)
                .split("=")[1];
        String rights = service.rightsUrl(Environment.TEST, Drm.WIDEVINE) + "?ExpressPlayToken=" + token;
        Api.postBytes(rights, key.getBytes(StandardCharsets.US_ASCII));
        Api.get(rights);
        Api.get(service.url(Environment.TEST, "/no/such/" + "path?contentKey=" + key));
        Api.get(service.url(Environment.TEST, "/hms/wv/token/%zz?contentKey=" + key)
                .replace("%zz", "%41"));

        List<String> secrets = List.of(key, kek, wrong.substring(7), authenticator(), token);
        for (String line : capture.lines) {
            for (String secret : secrets) assertSilent(secret, line);
        }
        assertFalse(capture.lines.isEmpty(), "nothing was captured, so nothing was tested");
    }

    private String authenticator() {
        return service.demo(Environment.TEST).split(",")[1];
    }

    private void ask(Map<String, String> parameters) {
        String url = service.tokenUrl(Environment.TEST, Drm.WIDEVINE);
        for (String format : List.of("html", "json")) {
            String form = Api.form(with(parameters, "errorFormat", format));
            assertEquals(
                    Api.get(url + "?" + form).status(), Api.postForm(url, form).status());
        }
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return changed;
    }

    private static void assertSilent(String secret, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        assertFalse(lower.contains(secret.toLowerCase(Locale.ROOT)), "a secret is in the log");
        if (secret.matches("[0-9a-f]{32}")) {
            byte[] bytes = HexFormat.of().parseHex(secret);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            assertFalse(line.contains(base64), "a secret is in the log");
            assertFalse(line.contains(base64.replace('+', '-').replace('/', '_')), "a secret is in the log");
        }
    }
}
