package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tokens that name a packager's kid and nothing else (spec 10.4).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedTokenTest {
    private RunningService service;
    private Encryptor encryptor;
    private String authenticator;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        authenticator = service.demo(Environment.TEST);
        service.operator()
                .administration()
                .packagerSeeds()
                .create(service.demo().id(), Environment.TEST)
                .orThrow();
        encryptor = new Encryptor(service, authenticator);
        encryptor.awaitOptions();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static final SpekeDocument FILM = SpekeDocument.of(
            "2.1", "cbcs", List.of(SpekeDocument.WIDEVINE, SpekeDocument.FAIRPLAY), "VIDEO-3", "AUDIO-1");

    private XmlElement packaged() {
        return Encryptor.read(encryptor.speke(FILM).body());
    }

    private static String plain(String kid) {
        return kid.replace("-", "");
    }

    private Token token(Drm drm, String... parameters) {
        return opened(service.token(authenticator, drm, Api.parameters(parameters)));
    }

    private Token opened(String url) {
        return new TokenSealer(service.operator().sealingKeys(), RunningService.RANDOM)
                .openAnywhere(url.substring(url.indexOf('=') + 1))
                .orElseThrow();
    }

    private EventRecord newest() {
        return service.operator()
                .records()
                .latest(service.demo().id(), Environment.TEST, 1)
                .getFirst();
    }

    @Test
    void the_kid_alone_gives_the_key_of_the_packager_to_a_viewer() {
        Map<String, String> values = Encryptor.values(packaged());
        String kid = FILM.kid("HD");
        String url = service.token(authenticator, Drm.CLEARKEY, Api.parameters("kid", plain(kid)));
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String asked = "{\"kids\":[\"" + base64.encodeToString(HexFormat.of().parseHex(plain(kid)))
                + "\"],\"type\":\"temporary\"}";
        Api.Reply license = Api.postBytes(url, asked.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, license.status(), license.text());
        String key = base64.encodeToString(Base64.getDecoder().decode(values.get(kid)));
        assertTrue(license.text().contains("\"k\":\"" + key + "\""));
    }

    @Test
    void level_and_output_protection_are_those_of_the_track_in_the_published_profile_too() {
        packaged();
        for (var expected : Map.of("SD", "1 NONE", "HD", "3 V1", "UHD", "5 V2", "AUDIO", "1 NONE")
                .entrySet()) {
            var grant = token(Drm.WIDEVINE, "kid", plain(FILM.kid(expected.getKey())), "cookie", "c")
                    .rights()
                    .keys()
                    .getFirst();
            assertEquals(expected.getValue(), grant.securityLevel() + " " + grant.hdcp());
            assertFalse(newest().facts().getOrDefault("lint", "").contains("not-as-packaged"));
        }
    }

    @Test
    void a_parameter_that_is_sent_counts_and_leaves_a_lint_where_it_differs_from_the_manifest() {
        packaged();
        var grant = token(Drm.WIDEVINE, "kid", plain(FILM.kid("UHD")), "securityLevel", "1")
                .rights()
                .keys()
                .getFirst();
        assertEquals("1 V2", grant.securityLevel() + " " + grant.hdcp());
        assertTrue(newest().facts().get("lint").contains("not-as-packaged"));
        token(Drm.WIDEVINE, "kid", plain(FILM.kid("UHD")), "securityLevel", "5", "hdcpOutputControl", "2");
        assertFalse(newest().facts().getOrDefault("lint", "").contains("not-as-packaged"));
    }

    private Token playReady(SpekeDocument film, String... more) {
        Encryptor.read(encryptor.speke(film).body());
        var parameters = TokenCatalogue.good(Drm.PLAYREADY);
        parameters.remove("contentKey");
        parameters.put("kid", plain(film.kid("HD")));
        parameters.putAll(Api.parameters(more));
        return opened(service.token(authenticator, Drm.PLAYREADY, parameters));
    }

    private static PlayReadyRules.Algorithm algorithm(Token token) {
        return token.rights().playReady().keys().getFirst().algorithm();
    }

    @Test
    void playready_is_told_the_mode_of_encryption_that_the_packager_named() {
        for (var expected : Map.of("cenc", PlayReadyRules.Algorithm.AES_CTR, "cbcs", PlayReadyRules.Algorithm.AES_CBC)
                .entrySet()) {
            var film =
                    SpekeDocument.of("2.1", expected.getKey(), List.of(SpekeDocument.PLAYREADY), "VIDEO-3", "AUDIO-1");
            assertEquals(expected.getValue(), algorithm(playReady(film)));
            assertFalse(newest().facts().getOrDefault("lint", "").contains("content-mode"));
            boolean counter = expected.getValue() == PlayReadyRules.Algorithm.AES_CTR;
            var other = playReady(film, "algId", counter ? "aescbc" : "aesctr");
            assertFalse(expected.getValue() == algorithm(other), "what is sent counts");
            assertTrue(
                    newest().facts().get("lint").contains("content-mode"),
                    newest().facts().get("lint"));
        }
    }

    @Test
    void fairplay_gets_the_iv_that_the_packager_got() {
        XmlElement root = packaged();
        XmlElement hd = root.first(Names.CPIX, "ContentKeyList")
                .orElseThrow()
                .elements()
                .get(1);
        assertEquals(FILM.kid("HD"), hd.attribute("kid").orElseThrow());
        Token token = token(Drm.FAIRPLAY, "kid", plain(FILM.kid("HD")));
        assertArrayEquals(
                Base64.getDecoder().decode(hd.attribute("explicitIV").orElseThrow()),
                token.rights().iv().orElseThrow().expose(byte[]::clone));
        assertEquals(FairPlayRules.Hdcp.TYPE_0, token.rights().fairPlay().hdcp().orElseThrow());
        assertEquals(
                FairPlayRules.Level.BASELINE, token.rights().fairPlay().level().orElseThrow());
        Token said = token(Drm.FAIRPLAY, "kid", plain(FILM.kid("HD")), "iv", "00".repeat(16), "licetHdcpType", "1");
        assertEquals("00".repeat(16), said.rights().iv().orElseThrow().expose(HexFormat.of()::formatHex));
        assertEquals(FairPlayRules.Hdcp.TYPE_1, said.rights().fairPlay().hdcp().orElseThrow());
    }

    @Test
    void a_content_id_stands_for_the_keys_of_this_moment() {
        String past = channel("p1", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00Z");
        String present = channel("p2", "2020-01-01T01:00:00Z", "2090-01-01T00:00:00Z");
        String future = channel("p3", "2090-01-01T00:00:00Z", "2090-01-01T01:00:00Z");
        Token token = token(Drm.WIDEVINE, "contentId", "channel");
        List<String> kids = token.rights().keys().stream()
                .map(grant -> grant.kid().orElseThrow().hex())
                .toList();
        assertEquals(List.of(plain(present)), kids);
        assertFalse(kids.contains(plain(past)) || kids.contains(plain(future)));
        packaged();
        assertEquals(
                4,
                token(Drm.WIDEVINE, "contentId", FILM.contentId())
                        .rights()
                        .keys()
                        .size());
        String url = service.tokenUrl(Environment.TEST, Drm.FAIRPLAY) + "?errorFormat=json&contentId="
                + FILM.contentId() + "&customerAuthenticator=" + authenticator;
        assertTrue(Api.get(url).text().contains("-6005"), Api.get(url).text());
    }

    /// One period of a channel with one key.
    private String channel(String period, String start, String end) {
        var document = new SpekeDocument(
                "2.1", period, "cenc", List.of(SpekeDocument.WIDEVINE), Map.of("VIDEO", "<cpix:VideoFilter/>"));
        String text = document.text()
                .replace("contentId=\"" + period + "\"", "contentId=\"channel\"")
                .replace("index=\"7\"", "start=\"" + start + "\" end=\"" + end + "\"");
        Api.Reply reply = encryptor.post(text, "x-api-key", authenticator, "X-Speke-Version", "2.1");
        assertEquals(200, reply.status(), reply.text());
        return document.kid("VIDEO");
    }

    @Test
    void a_kid_that_no_packager_was_given_has_no_key() {
        String url = service.tokenUrl(Environment.TEST, Drm.WIDEVINE)
                + "?errorFormat=json&securityLevel=1&hdcpOutputControl=0&kid=" + "ab".repeat(16)
                + "&customerAuthenticator=" + authenticator;
        Api.Reply reply = Api.get(url);
        assertEquals("-2005", reply.header("Licet-Code"));
        assertTrue(reply.text().contains("no packager was given a key with this kid"), reply.text());
    }
}
