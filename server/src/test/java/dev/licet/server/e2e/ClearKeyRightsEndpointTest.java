package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.server.config.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearKeyRightsEndpointTest extends RightsEndpointContract {
    private static final byte[] KID = HexFormat.of().parseHex(TokenCatalogue.KID);
    private static final byte[] KEY = HexFormat.of().parseHex(TokenCatalogue.KEY);

    ClearKeyRightsEndpointTest() {
        super(Drm.CLEARKEY);
    }

    @Override
    protected Map<Key, String> settings() {
        return Map.of(Key.CLEARKEY_IN_PRODUCTION, "true");
    }

    private static String jwk(byte[] kid, byte[] key) {
        return "{\"kty\":\"oct\",\"kid\":\"" + ClearKeyCdm.text(kid) + "\",\"k\":\"" + ClearKeyCdm.text(key) + "\"}";
    }

    @Test
    void the_answer_is_a_key_set_in_unpadded_base64url() {
        var reply = Api.postBytes(token(service.account("jwk")), ClearKeyCdm.request(List.of(KID)));
        assertEquals("{\"keys\":[" + jwk(KID, KEY) + "],\"type\":\"temporary\"}", reply.text());
    }

    @Test
    void a_key_that_was_not_asked_for_comes_all_the_same_and_the_record_tells() {
        var account = service.account("other kid");
        byte[] other = new byte[16];
        var reply = Api.postBytes(token(account), ClearKeyCdm.request(List.of(other)));
        assertEquals(200, reply.status());
        assertTrue(reply.text().contains(jwk(KID, KEY)), reply.text());
        assertEquals(HexFormat.of().formatHex(other), newest(account).facts().get("kids_not_in_token"));
        assertEquals("1", newest(account).facts().get("kids_asked"));
        assertEquals("kid-not-in-token", newest(account).facts().get("lint"));
    }

    @Test
    void a_kid_in_another_spelling_is_refused_and_the_record_says_how_it_is_written() {
        var account = service.account("spelling");
        String digits = TokenCatalogue.KID;
        String request = "{\"kids\":[\"" + digits + "\"],\"type\":\"temporary\"}";
        assertRefused(-4001, 403, Api.postBytes(token(account), request.getBytes(StandardCharsets.UTF_8)));
        String reason = newest(account).reason();
        assertTrue(reason.contains(digits + " is written " + ClearKeyCdm.text(KID)), reason);
        assertEquals(0, newest(account).charged());
    }

    /// dash.js asks once for each key id, hls.js once for all (reference: ecosystem.md 3.3).
    @Test
    void a_playback_that_asks_key_by_key_costs_one_unit() {
        var account = service.account("several");
        service.units(account.id(), 5);
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.of(1));
        byte[] second = HexFormat.of().parseHex(TokenCatalogue.KEK);
        byte[] secondKey = HexFormat.of().parseHex(TokenCatalogue.IV);
        Map<String, String> parameters = Api.parameters(
                "kid.0",
                TokenCatalogue.KID,
                "contentKey.0",
                TokenCatalogue.KEY,
                "kid.1",
                TokenCatalogue.KEK,
                "contentKey.1",
                TokenCatalogue.IV);
        String url = service.token(RunningService.text(account, Environment.TEST), Drm.CLEARKEY, parameters);
        for (byte[] kid : List.of(KID, second, KID)) {
            var reply = Api.postBytes(url, ClearKeyCdm.request(List.of(kid)));
            String one = jwk(KID, KEY);
            String other = jwk(second, secondKey);
            String asked = kid == second ? other + "," + one : one + "," + other;
            assertEquals("{\"keys\":[" + asked + "],\"type\":\"temporary\"}", reply.text());
        }
        assertEquals(4, service.units(account.id()));
    }

    /// Every playback sends the same bytes, so that they are a retry only until the window is over.
    @Test
    void a_later_playback_with_the_same_bytes_is_charged_again() throws InterruptedException {
        var account = service.account("again");
        service.units(account.id(), 5);
        service.window(account.id(), 1);
        String url = token(account);
        byte[] request = ClearKeyCdm.request(List.of(KID));
        assertEquals(200, Api.postBytes(url, request).status());
        Thread.sleep(2100);
        assertEquals(200, Api.postBytes(url, request).status());
        assertEquals(3, service.units(account.id()));
    }

    @Test
    void a_license_to_keep_needs_a_token_that_allows_it() {
        var account = service.account("keep");
        byte[] request = ClearKeyCdm.request(List.of(KID), "persistent-license");
        assertRefused(-4001, 403, Api.postBytes(token(account), request));
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        var reply = Api.postBytes(token(account, "generalFlags", "00000001"), request);
        assertTrue(reply.text().endsWith("\"type\":\"persistent-license\"}"), reply.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kids\":[]}",
                "{\"kids\":\"_RpwasKzYAKIj21KQUMzww\"}",
                "{\"kids\":[1]}",
                "{\"kids\":[\"a*b/\"]}",
                "{\"kids\":[\"\"]}",
                "{\"kids\":[\"AA\"],\"type\":\"persistent-usage-record\"}",
                "{\"kids\":[\"AA\"],\"type\":1}",
                "{\"kids\":[\"AA\"],\"kids\":[\"AA\"]}",
                "{\"kids\":[\"AA\"]}{}",
                "{\"kids\":[\"AA\"",
                "[\"AA\"]",
                "\"AA\""
            })
    void what_is_no_request_is_4001_and_the_record_says_why(String body) {
        var account = service.account("no request");
        assertRefused(-4001, 403, Api.postBytes(token(account), body.getBytes()));
        assertTrue(
                newest(account).reason().startsWith("no Clear Key license request"),
                newest(account).reason());
    }

    @Test
    void members_beyond_the_standard_are_passed_over() {
        byte[] request = ("{\"a\":{\"b\":[1,{}]},\"kids\":[\"" + ClearKeyCdm.text(KID) + "\"]}").getBytes();
        assertEquals(200, Api.postBytes(token(service.account("more")), request).status());
    }

    @Test
    void rules_that_mean_nothing_here_are_passed_over() {
        var account = service.account("rules");
        String url = token(
                account, "securityLevel", "9", "hdcpOutputControl", "x", "licenseDuration", "soon", "deviceId", "1");
        assertEquals(200, Api.postBytes(url, challenge()).status());
    }

    @Test
    void production_has_no_such_path_unless_it_was_switched_on(@TempDir Path data) {
        assertEquals(
                200, Api.postBytes(productionToken(service).text(), challenge()).status());
        try (var usual = RunningService.start(data)) {
            assertEquals(404, productionToken(usual).status());
            String rights = usual.rightsUrl(Environment.PRODUCTION, Drm.CLEARKEY);
            assertEquals(404, Api.postBytes(rights, challenge()).status());
            assertEquals(404, Api.options(rights).status());
            assertEquals(404, Api.get(rights).status());
        }
    }

    private static Api.Reply productionToken(RunningService service) {
        var parameters = TokenCatalogue.good(Drm.CLEARKEY);
        parameters.put("customerAuthenticator", service.demo(Environment.PRODUCTION));
        return Api.postForm(service.tokenUrl(Environment.PRODUCTION, Drm.CLEARKEY), Api.form(parameters));
    }
}
