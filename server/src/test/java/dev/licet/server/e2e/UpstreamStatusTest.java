package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The status table of a getlicense answer, row by row (reference: widevine.md 3.4): what the device gets, what the
/// operator finds in the record, and how often the upstream is asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamStatusTest {
    private static final int UNITS = 100;

    private final AtomicInteger orders = new AtomicInteger();
    private RunningService service;
    private Vendor vendor;
    private WidevineCdm device;
    private CreatedAccount account;

    @BeforeAll
    void start(@TempDir Path own, @TempDir Path others) throws InterruptedException {
        service = RunningService.start(own, Map.of(Key.UPSTREAM_BUDGET, "4s", Key.UPSTREAM_CONNECT, "2s"));
        vendor = new Vendor(others);
        device = vendor.device();
        account = service.account("statuses");
        service.units(account.id(), UNITS);
        service.operator()
                .administration()
                .widevineBackEnds()
                .set(account.id(), Environment.TEST, vendor.signedJson())
                .orThrow();
        String url = token("first");
        // What is kept in memory follows the database within a second.
        for (int i = 0; i < 50 && redeem(url).status() != 200; i++) Thread.sleep(100);
    }

    @AfterAll
    void stop() {
        vendor.close();
        service.close();
    }

    private String token(String order) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", order);
        parameters.put("contentId", order);
        return service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
    }

    private Api.Reply redeem(String url) {
        return Api.postBytes(
                url,
                device.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                        .body());
    }

    private EventRecord newest(String order) {
        return service.operator()
                .records()
                .withCookie(account.id(), Environment.TEST, order, 1)
                .getFirst();
    }

    /// One order of which the upstream makes that, as often as it is asked before it comes to itself.
    private record Tried(String order, String url, Mishaps mishaps, Api.Reply reply) {}

    private Tried tried(int times, Mishap mishap) {
        String order = "order-" + orders.incrementAndGet();
        String url = token(order);
        var mishaps = new Mishaps();
        mishaps.add(order, Collections.nCopies(times, mishap));
        vendor.plan(mishaps);
        return new Tried(order, url, mishaps, redeem(url));
    }

    private void assertRefused(Tried tried, long before, int http, String code, int requests, String words) {
        assertEquals(http, tried.reply().status(), tried.reply().text());
        assertEquals(code, tried.reply().header("Licet-Code"));
        assertEquals(http == 503, !tried.reply().header("Retry-After").isEmpty());
        assertEquals(requests, tried.mishaps().requests(tried.order()));
        assertFalse(tried.reply().text().contains("upstream"), "the device learns nothing");
        var record = newest(tried.order());
        assertEquals(Event.Kind.DENIED, record.kind());
        assertEquals(Integer.parseInt(code), record.code());
        assertEquals(0, record.charged());
        assertTrue(record.reason().contains(words), record.reason());
        assertEquals("signed-json", record.facts().get("back_end"));
        assertEquals(before, service.units(account.id()), "nothing was charged");
    }

    /// The same token plays once the upstream has come to itself.
    private void assertPlaysNow(Tried tried, long before) {
        vendor.plan(Mishaps.none());
        assertEquals(200, redeem(tried.url()).status());
        assertEquals(before - 1, service.units(account.id()));
        assertEquals(Event.Kind.REDEEMED, newest(tried.order()).kind());
    }

    @ParameterizedTest
    @CsvSource({
        // status, internal status, HTTP status, code, requests, words of the record
        "SIGNATURE_FAILED, 104, 500, -7008, 1, refuses our credentials",
        "ACCESS_DENIED, 105, 500, -7008, 1, refuses our credentials",
        "INVALID_REQUEST, 101, 500, -7008, 1, does not accept our request",
        "MALFORMED_REQUEST, 100, 500, -7008, 1, does not accept our request",
        "INVALID_LICENSE_CHALLENGE, 106, 403, -4001, 1, cannot verify the device",
        "DRM_DEVICE_CERTIFICATE_REVOKED, 127, 403, -4001, 1, has been revoked",
        "DRM_DEVICE_CERT_SERIAL_REVOKED, 175, 403, -4001, 1, has been revoked",
        "INVALID_PSSH, 152, 403, -7008, 1, cannot read the PSSH",
        "INTERNAL_ERROR, 1, 503, -7008, 2, failed: INTERNAL_ERROR",
        "SOMETHING_NEW, 999, 403, -7008, 1, gave no license: SOMETHING_NEW"
    })
    void every_status_has_its_answer_and_record(
            String status, int internal, int http, String code, int requests, String words) {
        long before = service.units(account.id());
        var tried = tried(requests, Mishap.Says.status(status, internal));
        assertRefused(tried, before, http, code, requests, words);
        var facts = newest(tried.order()).facts();
        assertEquals(status, facts.get("upstream_status"));
        assertEquals(String.valueOf(internal), facts.get("upstream_internal_status"));
        assertEquals("Acme", facts.get("make"));
        assertPlaysNow(tried, before);
    }

    @ParameterizedTest
    @CsvSource({"500, 503, 2", "502, 503, 2", "503, 503, 2", "504, 503, 2", "429, 503, 2", "404, 500, 1", "200, 500, 1"
    })
    void every_http_status_without_an_answer_too(int upstream, int http, int requests) {
        long before = service.units(account.id());
        var tried = tried(requests, Mishap.Says.of(upstream, "<html>"));
        String words = upstream == 200 ? "no getlicense answer" : "HTTP status " + upstream;
        assertRefused(tried, before, http, "-7008", requests, words);
        assertEquals(String.valueOf(upstream), newest(tried.order()).facts().get("upstream_http_status"));
        assertPlaysNow(tried, before);
    }

    @Test
    void a_time_out_is_tried_once_more_and_then_503() {
        long before = service.units(account.id());
        var tried = tried(2, new Mishap.Silence());
        tried.mishaps().end();
        assertRefused(tried, before, 503, "-7008", 2, "did not answer in time");
        assertPlaysNow(tried, before);
    }

    @Test
    void what_passes_at_the_second_try_is_a_license_like_any_other() {
        for (Mishap mishap : List.of(
                Mishap.Says.status("INTERNAL_ERROR", 1),
                Mishap.Says.of(500, ""),
                new Mishap.Reset(),
                new Mishap.Silence())) {
            long before = service.units(account.id());
            var tried = tried(1, mishap);
            tried.mishaps().end();
            assertEquals(
                    200, tried.reply().status(), mishap + " " + tried.reply().text());
            assertEquals(2, tried.mishaps().requests(tried.order()));
            assertEquals(before - 1, service.units(account.id()));
            assertEquals("OK", newest(tried.order()).facts().get("upstream_status"));
        }
    }
}
