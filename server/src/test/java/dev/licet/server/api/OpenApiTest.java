package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compares the document with the router and the catalogue; the tests over HTTP compare it with real answers.
class OpenApiTest {
    private final OpenApi document = OpenApi.load();

    @Test
    void it_has_exactly_the_routes_of_the_router() {
        var endpoints = new Api.Endpoints(
                new TokenEndpoint(null, null),
                new RightsEndpoint(null),
                Certificates.endpoint(),
                Certificates.noRecords(),
                Certificates.noRecordStream(),
                new KeystoreEndpoint(Certificates.nobody(), null, null, deed -> {}, 1, Certificates.READS),
                Certificates.noPackagers(),
                Certificates.noLicenses(),
                Certificates.noExplanations(),
                new HealthEndpoint(() -> true, List.of()),
                new HomeEndpoint(Optional::empty));
        var routed = new TreeMap<String, Set<String>>();
        new Api(endpoints, Certificates.PARTIES, Set.of(Environment.TEST))
                .paths()
                .forEach((path, methods) -> {
                    var described = new TreeSet<>(methods);
                    // Every GET takes HEAD, which the document says once.
                    described.remove("HEAD");
                    routed.put(path, described);
                });
        var described = new TreeMap<String, Set<String>>();
        document.paths().forEach((path, methods) -> described.put(plain(path), methods));
        assertEquals(routed, described);
    }

    private static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @ParameterizedTest
    @EnumSource
    void a_token_path_lists_every_code_that_it_can_raise_with_its_status(Drm drm) {
        var expected = new TreeMap<Integer, Set<Integer>>();
        for (Refusal refusal : Refusal.values()) {
            if (!isListed(refusal, drm) || refusal.phase() == Refusal.Phase.REDEEM) continue;
            var statuses = new TreeSet<Integer>();
            statuses.add(Translator.status(Refused.request(refusal, "")));
            if (refusal == Refusal.KEY_STORAGE || refusal == Refusal.ADMIN_ERROR)
                statuses.add(Translator.status(Refused.busy(refusal, "")));
            expected.put(refusal.code(), statuses);
        }
        String path = "/hms/" + drm.path() + "/token";
        assertEquals(expected, document.codes("GET", path));
        assertEquals(expected, document.codes("POST", path));
    }

    /// Clear Key has no published list: it raises what Widevine and FairPlay both do.
    private static boolean isListed(Refusal refusal, Drm drm) {
        return drm == Drm.CLEARKEY
                ? refusal.listed().of(Drm.WIDEVINE) && refusal.listed().of(Drm.FAIRPLAY)
                : refusal.listed().of(drm);
    }

    @Test
    void every_published_code_stands_somewhere_with_its_text() {
        var missing = new TreeSet<Integer>();
        for (Refusal refusal : Refusal.values()) {
            if (refusal.listed() != Refusal.Listed.OURS) missing.add(refusal.code());
        }
        document.paths()
                .forEach((path, methods) -> methods.forEach(method -> document.codes(method, path)
                        .forEach((code, statuses) -> statuses.forEach(status -> {
                            missing.remove(code);
                            checkText(document.text(method, path, status, code), code);
                        }))));
        assertEquals(Set.of(), missing);
    }

    private static void checkText(String text, int code) {
        if (code < 0) assertEquals(Refusal.ofCode(code).orElseThrow().template(), text);
        else assertTrue(!text.isEmpty());
    }

    @Test
    void every_redemption_path_lists_what_a_device_can_be_told() {
        Map<Drm, Refusal> failed = Map.of(
                Drm.WIDEVINE, Refusal.LICENSE_FAILED,
                Drm.FAIRPLAY, Refusal.CKC_FAILED,
                Drm.CLEARKEY, Refusal.ADMIN_ERROR);
        failed.forEach((drm, refusal) -> {
            var codes = document.codes("POST", "/hms/" + drm.path() + "/rights/");
            assertTrue(codes.keySet().containsAll(Set.of(-4001, -4010, -2019, -2031)), drm.name());
            for (var blame : Refused.Blame.values()) {
                var refused = new Refused(refusal, blame, "", Optional.empty(), Optional.empty());
                assertTrue(
                        drm == Drm.CLEARKEY && blame == Refused.Blame.REQUEST
                                || codes.get(refusal.code()).contains(Translator.status(refused)),
                        drm + " " + blame);
            }
        });
    }
}
