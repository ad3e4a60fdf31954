package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What `licet demo` opens: one address, and a film plays.
class DemoTest {
    @TempDir
    private Path data;

    private static HttpResponse<String> get(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "licet.browser", matches = "none", disabledReason = "asked for")
    void the_address_leads_to_a_film_that_plays(@TempDir Path profile) {
        try (var service = RunningService.start(data);
                var browser = Browser.open(profile)) {
            browser.width(1440);
            browser.go(service.demonstrate());
            assertTrue(browser.path().endsWith("/workbench"), browser.path());
            browser.one("#play").click();
            browser.await(() -> browser.number("return document.getElementById('film').currentTime") > 1);
            assertEquals(
                    "It plays: the license came and its key fits.",
                    browser.one("#film-state").getText());
            browser.await(() -> browser.all("#live > tbody").size() == 2);
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    void another_key_opens_nothing() throws Exception {
        try (var service = RunningService.start(data)) {
            String address = service.demonstrate();
            String other = address.substring(0, address.length() - 2) + (address.endsWith("AA") ? "BB" : "AA");
            var answer = get(other);
            assertEquals(303, answer.statusCode());
            assertEquals(
                    "/admin/sign-in", answer.headers().firstValue("Location").orElseThrow());
        }
    }

    @Test
    void there_is_no_such_door_without_a_demonstration() throws Exception {
        try (var service = RunningService.start(data)) {
            var answer = get(service.dashboard("/admin/demo/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
            assertEquals(
                    "/admin/sign-in", answer.headers().firstValue("Location").orElseThrow());
            assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
        }
    }
}
