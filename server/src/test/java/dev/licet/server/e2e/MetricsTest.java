package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/metrics`, read off a running service, and the rules for alerts that are shipped with it.
class MetricsTest {
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*})? (\\S+)$");
    private static final Pattern ASKED = Pattern.compile("\\b((?:licet|process|jvm)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)(=~|=)\"([^\"]*)\"");
    private static final String GOOD =
            "&kid=fd1a706ac2b36002888f6d4a414333c3&contentKey=5438b719bf47a2f5678237477db2f9e6&securityLevel=1&hdcpOutputControl=0";

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(String url, String... fields) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (fields.length > 0) request.headers(fields);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String metrics(RunningService service) throws Exception {
        var answer = get(service.dashboard("/metrics"));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        return answer.body();
    }

    private static double value(String text, String series) {
        for (String line : text.lines().toList()) {
            if (line.startsWith(series + " ")) return Double.parseDouble(line.substring(series.length() + 1));
        }
        return 0;
    }

    private static void askForTokens(RunningService service) {
        var account = service.account("poor");
        String url = service.tokenUrl(Environment.TEST, Drm.WIDEVINE);
        Api.postForm(url, "customerAuthenticator=" + service.demo(Environment.TEST) + GOOD);
        Api.postForm(url, "customerAuthenticator=" + service.demo(Environment.TEST) + GOOD.replace("kid=", "kid=x"));
        service.units(account.id(), 0);
        Api.postForm(url, "customerAuthenticator=" + RunningService.text(account, Environment.TEST) + GOOD);
        String production = service.tokenUrl(Environment.PRODUCTION, Drm.WIDEVINE);
        Api.postForm(production, "customerAuthenticator=" + service.demo(Environment.PRODUCTION) + GOOD);
        for (String token : new String[] {url, production}) {
            Api.postForm(token.replace("/token", "/rights/"), "nothing that a device sends");
        }
    }

    @Test
    void what_was_issued_and_refused_is_counted() throws Exception {
        try (var service = RunningService.start(data)) {
            askForTokens(service);
            String text = metrics(service);
            String tokens = "licet_tokens_total{drm=\"widevine\",environment=\"test\",outcome=";
            assertEquals(1, value(text, tokens + "\"issued\"}"), text);
            assertEquals(2, value(text, tokens + "\"refused\"}"), text);
            assertEquals(
                    1,
                    value(
                            text,
                            "licet_refusals_total{code=\"-2019\",drm=\"widevine\",endpoint=\"token\",environment=\"test\"}"),
                    text);
            assertEquals(
                    1,
                    value(
                            text,
                            "licet_licenses_total{drm=\"widevine\",environment=\"production\",outcome=\"refused\"}"),
                    text);
            assertEquals(
                    3,
                    value(text, "licet_http_request_duration_seconds_count{endpoint=\"token\",environment=\"test\"}"),
                    text);
            assertTrue(value(text, "licet_ledger_commits_total") > 0, text);
            assertTrue(value(text, "licet_ledger_units_total") >= value(text, "licet_ledger_commits_total"), text);
            assertEquals(1, value(text, "licet_ready"), text);
        }
    }

    /// What Prometheus' own checker looks for: a line of help and of type for each family, and no sample without.
    @Test
    void every_family_says_what_it_is() throws Exception {
        try (var service = RunningService.start(data)) {
            askForTokens(service);
            String text = metrics(service);
            var families = new TreeSet<String>();
            for (String line : text.lines().toList()) {
                if (line.startsWith("# TYPE ")) assertTrue(families.add(line.split(" ")[2]), line);
                else if (line.startsWith("# HELP ")) assertTrue(line.split(" ").length > 4, line);
                else assertTrue(SERIES.matcher(line).matches(), line);
            }
            for (String line :
                    text.lines().filter(line -> !line.startsWith("#")).toList()) {
                String name = line.split("[ {]")[0].replaceAll("_(bucket|sum|count)$", "");
                assertTrue(families.contains(name) || families.contains(line.split("[ {]")[0]), line);
            }
        }
    }

    @Test
    void nobody_is_named() throws Exception {
        try (var service = RunningService.start(data)) {
            askForTokens(service);
            String text = metrics(service);
            assertFalse(text.contains(service.demo().id().toString()), text);
            assertFalse(text.contains("fd1a706ac2b36002888f6d4a414333c3"), text);
        }
    }

    @Test
    void open_metrics_is_spoken_to_whoever_accepts_it() throws Exception {
        try (var service = RunningService.start(data)) {
            var answer = get(service.dashboard("/metrics"), "Accept", "application/openmetrics-text;version=1.0.0");
            assertTrue(answer.headers()
                    .firstValue("Content-Type")
                    .orElseThrow()
                    .startsWith("application/openmetrics-text"));
            assertTrue(answer.body().endsWith("# EOF\n"));
        }
    }

    @Test
    void a_port_of_their_own_takes_them_off_the_dashboard() throws Exception {
        try (var service = RunningService.start(data, Map.of(Key.METRICS_PORT, "0"))) {
            assertFalse(get(service.dashboard("/metrics")).body().contains("licet_"));
            String own = "http://localhost:" + service.metricsPort();
            assertTrue(get(own + "/metrics").body().contains("licet_ready 1"));
            assertEquals(404, get(own + "/admin").statusCode());
        }
    }

    /// A rule that waits for a name, a label or a value that no service ever shows would never fire.
    @Test
    void every_alert_asks_for_what_a_service_shows() throws Exception {
        String rules = Files.readString(Path.of("..", "docs", "monitoring", "alerts.yml"));
        try (var service = RunningService.start(data)) {
            askForTokens(service);
            assertShown(rules, metrics(service));
        }
    }

    @Test
    void every_panel_asks_for_what_a_service_shows() throws Exception {
        String panels = Files.readString(Path.of("..", "docs", "monitoring", "grafana.json"))
                .replace("\\\"", "\"")
                .replace("$environment", "test");
        try (var service = RunningService.start(data)) {
            askForTokens(service);
            assertShown(panels, metrics(service));
        }
    }

    private static void assertShown(String asking, String text) throws IOException {
        int asked = 0;
        var names = ASKED.matcher(asking);
        while (names.find()) {
            String name = names.group(1);
            asked++;
            // Nothing was turned away, and nothing failed, in so short a life; those families have no samples yet.
            if (name.startsWith("licet_http_turned_away") || name.startsWith("licet_http_failures")) continue;
            assertTrue(Pattern.compile("(?m)^" + name + "[ {]").matcher(text).find(), name);
            if (names.group(2) != null) assertLabels(name, names.group(2), text);
        }
        assertTrue(asked > 8, "the file asks for " + asked + " metrics");
    }

    private static void assertLabels(String name, String labels, String text) {
        var label = LABEL.matcher(labels);
        while (label.find()) {
            boolean exact = label.group(2).equals("=") && !label.group(3).contains("|");
            String value = exact ? Pattern.quote(label.group(3)) : "[^\"]*";
            String sample = "(?m)^" + name + "\\{[^}]*\\b" + label.group(1) + "=\"" + value + "\"";
            assertTrue(Pattern.compile(sample).matcher(text).find(), name + " " + label.group());
        }
    }
}
