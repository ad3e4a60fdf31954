package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where playlists lead players of AES-128 (reference: speke-cpix.md 6.3).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BareKeyEndpointTest {
    private static final byte[] KEY = HexFormat.of().parseHex(TokenCatalogue.KEY);
    private static final String ADDRESS = "/hms/ck/key/film-1/" + dashed(TokenCatalogue.KID);
    private static final String OTHER = "/hms/ck/key/film-1/" + dashed("ab".repeat(16));

    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static String dashed(String kid) {
        return kid.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private String token(CreatedAccount account, String... changes) {
        var parameters = TokenCatalogue.good(Drm.CLEARKEY);
        parameters.putAll(Api.parameters(changes));
        String url = service.token(RunningService.text(account, Environment.TEST), Drm.CLEARKEY, parameters);
        return url.substring(url.indexOf('=') + 1);
    }

    private Api.Reply get(String path, String token, String... headers) {
        return Api.get(service.url(Environment.TEST, path + "?ExpressPlayToken=" + token), headers);
    }

    private EventRecord newest(CreatedAccount account) {
        return service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 1)
                .getFirst();
    }

    private static void assertRefused(int code, int status, Api.Reply reply) {
        assertEquals(Integer.toString(code), reply.header("Licet-Code"), reply.text());
        assertEquals(status, reply.status());
        assertEquals("application/json", reply.header("Content-Type"));
        assertTrue(reply.text().startsWith("{\"code\":" + code), reply.text());
        assertEquals("no-store", reply.header("Cache-Control"));
    }

    @Test
    void a_token_gives_the_sixteen_bytes_a_charge_and_a_record() {
        var account = service.account("bare");
        service.units(account.id(), 10);
        var reply = get(ADDRESS, token(account, "cookie", "order-4711"));
        assertEquals(200, reply.status(), reply.text());
        assertArrayEquals(KEY, reply.body());
        assertEquals("application/octet-stream", reply.header("Content-Type"));
        assertEquals("no-store", reply.header("Cache-Control"));
        assertEquals(9, service.units(account.id()));
        var record = newest(account);
        assertEquals(Event.Kind.REDEEMED, record.kind());
        assertEquals(Drm.CLEARKEY, record.drm().orElseThrow());
        assertEquals("order-4711", record.cookie().orElseThrow());
        assertEquals(1, record.charged());
        assertEquals("aes-128", record.facts().get("delivery"));
        assertEquals(reply.header("X-Request-Id"), record.requestId());
    }

    @Test
    void the_token_may_come_in_the_header_and_the_name_of_the_content_is_for_people() {
        String token = token(service.account("header"));
        for (String path : List.of(ADDRESS, ADDRESS.replace("film-1", "a%2Fb%20c"), ADDRESS.replace("film-1", "a/b"))) {
            var reply = Api.get(service.url(Environment.TEST, path), "ExpressPlayToken", token);
            assertArrayEquals(KEY, reply.body(), reply.text());
        }
        assertRefused(-4010, 403, get(ADDRESS, token, "ExpressPlayToken", "another"));
    }

    @Test
    void a_key_that_the_token_does_not_have_is_refused_free_of_charge_and_the_record_tells() {
        var account = service.account("other key");
        service.units(account.id(), 5);
        assertRefused(-4001, 403, get(OTHER, token(account)));
        assertEquals(5, service.units(account.id()));
        var record = newest(account);
        assertEquals(Event.Kind.DENIED, record.kind());
        assertEquals("ab".repeat(16), record.facts().get("kids_not_in_token"));
        assertEquals("kid-not-in-token", record.facts().get("lint"));
        assertEquals("the token does not have the key of this address", record.reason());
    }

    @Test
    void a_token_that_is_not_good_here_is_4010_whatever_is_wrong_with_it() {
        var account = service.account("bad tokens");
        String token = token(account);
        String widevine = service.token(
                RunningService.text(account, Environment.TEST), Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE));
        for (var reply : List.of(
                Api.get(service.url(Environment.TEST, ADDRESS)),
                get(ADDRESS, ""),
                get(ADDRESS, "AAAA"),
                get(ADDRESS, token.substring(1)),
                get(ADDRESS, token + "&ExpressPlayToken=AAAA"),
                get(ADDRESS, widevine.substring(widevine.indexOf('=') + 1)))) {
            assertRefused(-4010, 403, reply);
        }
    }

    @Test
    void an_account_that_may_not_or_cannot_pay_gets_no_key() {
        var account = service.account("poor");
        service.units(account.id(), 1);
        String first = token(account);
        String second = token(account);
        assertEquals(200, get(ADDRESS, first).status());
        assertRefused(-2019, 400, get(ADDRESS, second));
        assertEquals(200, get(ADDRESS, first).status(), "a retry of what was paid for");
        service.enable(account.id(), false);
        assertRefused(-2031, 401, get(ADDRESS, first));
    }

    @Test
    void an_expired_token_is_4010_and_one_that_was_redeemed_as_often_as_it_may_be_too() throws InterruptedException {
        var account = service.account("late");
        String late = token(account, "expirationTime", "+1");
        service.configure(account.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.of(1));
        service.window(account.id(), 1);
        String token = token(account);
        assertEquals(200, get(ADDRESS, token).status());
        Thread.sleep(2100);
        assertRefused(-4010, 403, get(ADDRESS, late));
        assertEquals(200, get(ADDRESS, token).status());
        assertEquals(2, newest(account).window(), "a later playback");
    }

    /// A channel whose keys change, and a film with a key for each rendition.
    @Test
    void the_keys_of_one_token_are_fetched_one_by_one_within_a_window_and_cost_one_unit() {
        var account = service.account("several");
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        service.units(account.id(), 5);
        String url = service.token(
                RunningService.text(account, Environment.TEST),
                Drm.CLEARKEY,
                Api.parameters(
                        "kid.0", TokenCatalogue.KID,
                        "contentKey.0", TokenCatalogue.KEY,
                        "kid.1", "ab".repeat(16),
                        "contentKey.1", TokenCatalogue.IV));
        String token = url.substring(url.indexOf('=') + 1);
        assertArrayEquals(KEY, get(ADDRESS, token).body());
        assertArrayEquals(
                HexFormat.of().parseHex(TokenCatalogue.IV), get(OTHER, token).body());
        assertArrayEquals(KEY, get(ADDRESS, token).body());
        assertEquals(4, service.units(account.id()));
    }

    @Test
    void pages_of_any_origin_may_fetch_keys_and_read_why_not() {
        String token = token(service.account("pages"));
        String url = service.url(Environment.TEST, ADDRESS);
        String[] origin = {"Origin", "https://player.example"};
        var preflight = Api.options(url, "Origin", origin[1], "Access-Control-Request-Headers", "expressplaytoken");
        assertEquals(204, preflight.status());
        assertEquals("expressplaytoken", preflight.header("Access-Control-Allow-Headers"));
        String bad = url.replace("film-1", "").replace("//f", "/f");
        for (var reply : List.of(preflight, Api.get(url, origin), get(ADDRESS, token, origin), Api.get(bad, origin))) {
            assertEquals("https://player.example", reply.header("Access-Control-Allow-Origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"film-1", "film-1/", "film-1/abc", "/fd1a706a-c2b3-6002-888f-6d4a414333c3", "x/^name"})
    void an_address_that_names_no_key_is_404_in_json(String rest) {
        var reply = Api.get(service.url(Environment.TEST, "/hms/ck/key/" + rest.replace("^", "%5E")));
        assertRefused(404, 404, reply);
        assertTrue(reply.text().contains("/hms/ck/key/{contentId}/{kid}"), reply.text());
    }

    @Test
    void only_get_is_taken() {
        String url = service.url(Environment.TEST, ADDRESS);
        for (String method : List.of("POST", "HEAD", "PUT")) {
            var reply = Api.call(method, url, "");
            assertEquals(405, reply.status());
            assertEquals("GET, OPTIONS", reply.header("Allow"));
        }
    }

    @Test
    void explain_tells_what_was_refused() {
        var account = service.account("explained");
        var refused = get(OTHER, token(account));
        var explained = Api.get(
                service.url(Environment.TEST, "/explain?requestId=" + refused.header("X-Request-Id")),
                "Authorization",
                "Bearer " + RunningService.text(account, Environment.TEST));
        assertTrue(explained.text().contains("the token does not have the key of this address"), explained.text());
    }

    @Test
    void production_has_no_such_path_unless_it_was_switched_on(@TempDir Path data) {
        assertEquals(404, Api.get(service.url(Environment.PRODUCTION, ADDRESS)).status());
        assertEquals(
                404, Api.options(service.url(Environment.PRODUCTION, ADDRESS)).status());
        try (var open = RunningService.start(data, Map.of(Key.CLEARKEY_IN_PRODUCTION, "true"))) {
            assertRefused(-4010, 403, Api.get(open.url(Environment.PRODUCTION, ADDRESS)));
        }
    }
}
