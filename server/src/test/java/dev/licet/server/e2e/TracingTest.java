package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces (W3C Trace Context, OTLP over HTTP), as a collector and another server see them.
class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String KEPT = "00-" + TRACE + "-" + CALLER + "-01";
    private static final String LEFT = "00-" + TRACE + "-" + CALLER + "-00";

    @TempDir
    private Path data;

    private static Map<String, String> good(RunningService service, Drm drm) {
        var good = TokenCatalogue.good(drm);
        good.put("customerAuthenticator", service.demo(Environment.TEST));
        return good;
    }

    private static String token(RunningService service, Drm drm, String parent) {
        var reply = Api.postForm(
                service.tokenUrl(Environment.TEST, drm), Api.form(good(service, drm)), "traceparent", parent);
        assertEquals(200, reply.status(), reply.text());
        return RunningService.url(reply.text());
    }

    private static SpanCollector.Span named(SpanCollector collector, String name) {
        var found = collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .toList();
        assertEquals(1, found.size(), name + " in " + collector.spans());
        return found.getFirst();
    }

    /// Spans go in batches, the last when the service stops.
    @Test
    void a_token_and_its_redemption_are_spans_of_the_callers_trace_with_their_steps() {
        try (var collector = new SpanCollector()) {
            String redeemed;
            try (var service = RunningService.start(data, Map.of(Key.TRACING_ENDPOINT, collector.endpoint()))) {
                redeemed = token(service, Drm.WIDEVINE, KEPT);
                byte[] challenge = Viewer.challenge(service, Drm.WIDEVINE);
                assertEquals(
                        200,
                        Api.postBytes(redeemed, challenge, "traceparent", KEPT).status());
                Api.get(service.url(Environment.TEST, "/health/ready"), "traceparent", KEPT);
            }
            var issued = named(collector, "widevine token");
            var given = named(collector, "widevine rights");
            assertSteps(collector, issued, Set.of("remembered caller", "caller", "keys", "record", "seal"));
            assertSteps(collector, given, Set.of("token", "account", "challenge", "charge", "license"));
            assertTrue(collector.spans().stream().noneMatch(span -> span.name().contains("health")));
            assertNothingSecret(collector.text(), redeemed);
        }
    }

    private static void assertSteps(SpanCollector collector, SpanCollector.Span request, Set<String> possible) {
        assertEquals(TRACE, request.trace());
        assertEquals(CALLER, request.parent());
        var steps = collector.spans().stream()
                .filter(span -> span.parent().equals(request.id()))
                .map(SpanCollector.Span::name)
                .collect(Collectors.toSet());
        assertTrue(possible.containsAll(steps), steps.toString());
        assertTrue(steps.size() >= possible.size() - 1, steps.toString());
    }

    private static void assertNothingSecret(String sent, String redeemed) {
        assertTrue(sent.contains("licet.request_id"));
        for (String secret :
                List.of(redeemed.substring(redeemed.indexOf('=') + 1), TokenCatalogue.KEY, TokenCatalogue.KID)) {
            assertFalse(sent.contains(secret));
        }
        assertFalse(sent.contains("ExpressPlayToken"));
        assertFalse(sent.contains("customerAuthenticator"));
    }

    @Test
    void what_the_caller_leaves_out_is_left_out_and_who_says_nothing_gets_a_trace() {
        try (var collector = new SpanCollector()) {
            try (var service = RunningService.start(data, Map.of(Key.TRACING_ENDPOINT, collector.endpoint()))) {
                token(service, Drm.CLEARKEY, LEFT);
                token(service, Drm.WIDEVINE, KEPT.replace("00-", "zz-"));
            }
            var fresh = named(collector, "widevine token");
            assertEquals("", fresh.parent());
            assertNotEquals(TRACE, fresh.trace());
            assertTrue(collector.spans().stream().allMatch(span -> span.trace().equals(fresh.trace())));
        }
    }

    @Test
    void a_collector_that_is_away_hurts_nobody() {
        try (var service = RunningService.start(data, Map.of(Key.TRACING_ENDPOINT, "http://127.0.0.1:1/v1/traces"))) {
            String url = token(service, Drm.WIDEVINE, KEPT);
            assertEquals(
                    200,
                    Api.postBytes(url, Viewer.challenge(service, Drm.WIDEVINE)).status());
        }
    }

    @Test
    void another_license_server_is_told_whose_request_it_is_part_of() {
        try (var collector = new SpanCollector()) {
            String told = toldToMaker(data.resolve("with"), Map.of(Key.TRACING_ENDPOINT, collector.endpoint()));
            var ours = collector.spans().stream()
                    .map(SpanCollector.Span::id)
                    .filter(told::contains)
                    .toList();
            assertEquals(1, ours.size(), told + " " + collector.spans());
            assertTrue(told.matches("00-" + TRACE + "-[0-9a-f]{16}-01"), told);
        }
        assertEquals(KEPT, toldToMaker(data.resolve("without"), Map.of()));
    }

    private static String toldToMaker(Path data, Map<Key, String> more) {
        try (var maker = new LicenseMaker();
                var service = RunningService.start(data, more)) {
            maker.serve(service, service.demo().id());
            String url = token(service, Drm.PLAYREADY, KEPT);
            var reply = Api.postBytes(url, Viewer.challenge(service, Drm.PLAYREADY), "traceparent", KEPT);
            assertEquals(200, reply.status(), reply.text());
            return maker.asked().getFirst().headers().get("traceparent");
        }
    }
}
