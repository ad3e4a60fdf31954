package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.server.e2e.TokenCatalogue.Caller;
import dev.licet.server.e2e.TokenCatalogue.Case;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks the catalogue of one token endpoint over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenEndpointContract {
    private final Drm drm;
    private RunningService service;
    private final Map<Caller, String> authenticators = new EnumMap<>(Caller.class);

    TokenEndpointContract(Drm drm) {
        this.drm = drm;
    }

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        authenticators.putAll(Cast.of(service, drm));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    List<Case> cases() {
        return TokenCatalogue.of(drm);
    }

    @Test
    void every_code_that_a_request_can_raise_is_raised() {
        Set<Integer> raised = cases().stream().map(Case::code).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(TokenCatalogue.reachable(drm), raised);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_refusal_has_its_code_and_status_in_every_form(Case bad) {
        Refusal refusal = Refusal.ofCode(bad.code()).orElseThrow();
        String message = refusal.template().replaceFirst("<.*", "");
        assertHtml(bad, message, get(bad, Map.of()));
        assertHtml(bad, message, post(bad, Map.of()));
        if (refusal == Refusal.ERROR_FORMAT) return;
        assertJson(bad, message, get(bad, Map.of("errorFormat", "json")));
        assertJson(bad, message, post(bad, Map.of("errorFormat", "json")));
    }

    private void assertHtml(Case bad, String message, Api.Reply reply) {
        assertRefused(bad, reply);
        assertTrue(reply.header("Content-Type").startsWith("text/html"), reply.header("Content-Type"));
        String text = reply.text();
        assertTrue(text.startsWith("<!DOCTYPE html>") && !text.contains("<script"));
        assertTrue(text.contains("[" + bad.code() + "] " + escaped(message)), text);
    }

    private static String escaped(String text) {
        return text.replace("'", "&#39;");
    }

    private void assertJson(Case bad, String message, Api.Reply reply) {
        assertRefused(bad, reply);
        assertTrue(reply.header("Content-Type").startsWith("application/json"), reply.header("Content-Type"));
        String start = "{\"code\":" + bad.code() + ",\"message\":\"[" + bad.code() + "] " + message;
        assertTrue(reply.text().startsWith(start), reply.text());
    }

    private void assertRefused(Case bad, Api.Reply reply) {
        assertEquals(status(bad.code()), reply.status(), reply.text());
        assertEquals(Integer.toString(bad.code()), reply.header("Licet-Code"));
        assertFalse(reply.header("X-Request-Id").isEmpty());
        assertEquals("no-store", reply.header("Cache-Control"));
        for (String secret : List.of(TokenCatalogue.KEY, TokenCatalogue.KEK, TokenCatalogue.EK)) {
            assertFalse(reply.text().contains(secret), "a secret came back");
        }
    }

    private static int status(int code) {
        return switch (code) {
            case -2017, -2018, -2031 -> 401;
            case -5002, -6006, -6009, -7011 -> 403;
            case -2030 -> 500;
            default -> 400;
        };
    }

    private Api.Reply get(Case bad, Map<String, String> more) {
        return Api.get(url(bad) + "?" + form(bad, more));
    }

    private Api.Reply post(Case bad, Map<String, String> more) {
        return Api.postForm(url(bad), form(bad, more));
    }

    private String url(Case bad) {
        boolean production = bad.caller() == Caller.NO_CREDENTIALS;
        return service.tokenUrl(production ? Environment.PRODUCTION : Environment.TEST, drm);
    }

    private String form(Case bad, Map<String, String> more) {
        var all = new LinkedHashMap<>(bad.parameters());
        all.put("customerAuthenticator", authenticators.get(bad.caller()));
        all.putAll(more);
        return Api.form(all);
    }

    @ParameterizedTest
    @EnumSource
    void a_good_request_gives_one_line_in_both_environments(Environment environment) {
        if (drm != Drm.WIDEVINE && environment == Environment.PRODUCTION) return;
        var all = TokenCatalogue.good(drm);
        all.put("customerAuthenticator", service.demo(environment));
        String url = service.tokenUrl(environment, drm);
        for (var reply : List.of(
                Api.get(url + "?" + Api.form(all)),
                Api.get(url + "/?" + Api.form(all)),
                Api.postForm(url, Api.form(all)))) {
            assertEquals(200, reply.status(), reply.text());
            boolean apart = drm == Drm.PLAYREADY;
            assertEquals(apart ? "application/json" : "text/uri-list", reply.header("Content-Type"));
            String start = service.rightsUrl(environment, drm) + "?ExpressPlayToken=";
            String text = RunningService.url(reply.text());
            assertTrue(text.startsWith(start), text);
            assertTrue(text.substring(start.length()).matches("[A-Za-z0-9_-]{100,300}"), text);
        }
    }

    @Test
    void the_authenticator_may_stay_out_of_the_url() {
        var reply = Api.postForm(
                service.tokenUrl(Environment.TEST, drm),
                Api.form(TokenCatalogue.good(drm)),
                "Authorization",
                "Bearer " + service.demo(Environment.TEST));
        assertEquals(200, reply.status(), reply.text());
    }

    @Test
    void what_real_callers_send_is_accepted() {
        var all = TokenCatalogue.good(drm);
        all.put("customerAuthenticator", service.demo(Environment.TEST));
        all.put("expirationTime", "+2592000");
        all.put("generalFlags", "00000000");
        all.put("errorFormat", "json");
        all.put("useHttps", "true");
        all.put("rightsType", "BuyToOwn");
        all.put("analogVideoOPL", "0");
        var reply = Api.get(service.tokenUrl(Environment.TEST, drm) + "?" + Api.form(all));
        assertEquals(200, reply.status(), reply.text());
    }

    @Test
    void the_wrong_environment_is_named() {
        var all = TokenCatalogue.good(drm);
        all.put("customerAuthenticator", service.demo(Environment.PRODUCTION));
        all.put("errorFormat", "json");
        var reply = Api.postForm(service.tokenUrl(Environment.TEST, drm), Api.form(all));
        assertTrue(reply.text().contains("this is your production key; this host is test"), reply.text());
    }

    @Test
    void the_address_comes_from_the_configuration_and_not_from_the_host_header() throws Exception {
        var all = TokenCatalogue.good(drm);
        all.put("customerAuthenticator", service.demo(Environment.TEST));
        var url = URI.create(service.tokenUrl(Environment.TEST, drm));
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            String head = "GET " + url.getPath() + "?" + Api.form(all)
                    + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains(service.rightsUrl(Environment.TEST, drm)), answer);
            assertFalse(answer.contains("evil.example"));
        }
    }

    /// Every truncation and every flipped bit of a form: a token, or a coded 4xx.
    @Test
    void a_damaged_form_is_read_or_refused() {
        var all = TokenCatalogue.good(drm);
        all.put("customerAuthenticator", service.demo(Environment.TEST));
        all.put("cookie", "order-4711");
        byte[] good = Api.form(all).getBytes(StandardCharsets.US_ASCII);
        String url = service.tokenUrl(Environment.TEST, drm);
        for (int n = 0; n < good.length; n += 3) assertReadOrRefused(url, Arrays.copyOf(good, n));
        for (int bit = 0; bit < good.length * 8; bit += 5) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertReadOrRefused(url, flipped);
        }
    }

    private static void assertReadOrRefused(String url, byte[] form) {
        var reply = Api.postBytes(url, form, "Content-Type", "application/x-www-form-urlencoded");
        boolean coded = reply.status() >= 400
                && reply.status() < 500
                && reply.header("Licet-Code").startsWith("-");
        assertTrue(reply.status() == 200 || coded, reply.status() + " " + reply.text());
    }
}
