package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.server.api.OpenApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds real answers against the document that describes them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiAnswersTest {
    private final OpenApi document = OpenApi.load();
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void assertDescribed(String method, String path, Api.Reply reply) {
        List<String> complaints = document.complaints(
                method, path, reply.status(), reply.header("Licet-Code"), reply.header("Content-Type"), reply.text());
        assertEquals(List.of(), complaints, reply.status() + " " + reply.text());
    }

    @ParameterizedTest
    @EnumSource
    void token_answers_are_as_described(Drm drm) {
        String path = "/hms/" + drm.path() + "/token";
        String url = service.tokenUrl(Environment.TEST, drm);
        var good = TokenCatalogue.good(drm);
        good.put("customerAuthenticator", service.demo(Environment.TEST));
        assertDescribed("GET", path, Api.get(url + "?" + Api.form(good)));
        for (var bad : TokenCatalogue.of(drm)) {
            var parameters = new LinkedHashMap<>(bad.parameters());
            if (bad.caller() == TokenCatalogue.Caller.DEMO) {
                parameters.put("customerAuthenticator", service.demo(Environment.TEST));
            }
            assertDescribed("POST", path, Api.postForm(url, Api.form(parameters)));
            assertDescribed(
                    "POST", path, Api.postForm(url, Api.form(parameters), "Accept", "application/problem+json"));
            parameters.putIfAbsent("errorFormat", "json");
            assertDescribed("GET", path, Api.get(url + "?" + Api.form(parameters)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void redemptions_are_as_described(Drm drm) {
        var account = service.account("described");
        service.units(account.id(), 1);
        String authenticator = RunningService.text(account, Environment.TEST);
        String first = service.token(authenticator, drm, TokenCatalogue.good(drm));
        String second = service.token(authenticator, drm, TokenCatalogue.good(drm));
        String path = "/hms/" + drm.path() + "/rights/";
        var replies = new ArrayList<Api.Reply>();
        for (String accept : List.of("*/*", "application/json", "application/problem+json")) {
            for (byte[] body : List.of(Viewer.challenge(service, drm), new byte[] {1})) {
                replies.add(Api.postBytes(first, body, "Accept", accept));
                replies.add(Api.postBytes(second, body, "Accept", accept));
                replies.add(Api.postBytes(service.rightsUrl(Environment.TEST, drm), body, "Accept", accept));
            }
        }
        replies.add(Api.postBytes(first, new byte[200_000]));
        service.enable(account.id(), false);
        replies.add(Api.postBytes(first, Viewer.challenge(service, drm)));
        replies.forEach(reply -> assertDescribed("POST", path, reply));
        // PlayReady clients get every refusal under one status, so the codes tell the answers apart.
        var codes = replies.stream().map(reply -> reply.header("Licet-Code")).collect(Collectors.toSet());
        assertTrue(codes.size() >= (drm == Drm.PLAYREADY ? 3 : 4), "a mixed lot: " + codes);
        assertDescribed("GET", path, Api.get(service.rightsUrl(Environment.TEST, drm)));
    }

    @Test
    void bare_keys_are_as_described() {
        var account = service.account("bare");
        service.units(account.id(), 1);
        String authenticator = RunningService.text(account, Environment.TEST);
        String path = "/hms/ck/key/{contentId}/{kid}";
        String url = service.url(Environment.TEST, "/hms/ck/key/film/fd1a706a-c2b3-6002-888f-6d4a414333c3");
        String first = service.token(authenticator, Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
        String second = service.token(authenticator, Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
        var replies = new ArrayList<Api.Reply>();
        for (String accept : List.of("*/*", "text/html", "application/problem+json")) {
            replies.add(Api.get(url + first.substring(first.indexOf('?')), "Accept", accept));
            replies.add(Api.get(url + second.substring(second.indexOf('?')), "Accept", accept));
            replies.add(Api.get(url.replace("fd1a", "fd1b") + first.substring(first.indexOf('?')), "Accept", accept));
            replies.add(Api.get(url, "Accept", accept));
            replies.add(Api.get(url.replace("fd1a", "nokid"), "Accept", accept));
        }
        service.enable(account.id(), false);
        replies.add(Api.get(url + first.substring(first.indexOf('?'))));
        replies.forEach(reply -> assertDescribed("GET", path, reply));
        var codes = replies.stream().map(reply -> reply.header("Licet-Code")).collect(Collectors.toSet());
        assertEquals(Set.of("", "-2019", "-4001", "-4010", "404", "-2031"), codes);
    }

    @Test
    void stored_keys_are_as_described() {
        var caller = new KeystoreCaller(service, Environment.TEST, service.demo(Environment.TEST));
        String kek = "?kek=" + TokenCatalogue.KEK;
        assertDescribed("POST", "/keystore/keys", caller.post("/keys" + kek, "{\"kid\":\"^a\",\"info\":\"x\"}"));
        assertDescribed("POST", "/keystore/keys", caller.post("/keys" + kek, "{\"kid\":\"^a\"}"));
        assertDescribed("POST", "/keystore/keys", caller.post("/keys" + kek, ""));
        assertDescribed("POST", "/keystore/keys", caller.post("/keys" + kek, "[]"));
        assertDescribed("POST", "/keystore/keys", caller.post("/keys", "{}"));
        assertDescribed("GET", "/keystore/keys", caller.get("/keys"));
        assertDescribed("GET", "/keystore/keys", caller.get("/keys?limit=x"));
        assertDescribed("GET", "/keystore/keycount", caller.get("/keycount"));
        for (String query : List.of("", kek, "?kek=" + "11".repeat(16))) {
            assertDescribed("GET", "/keystore/keys/{kids}", caller.get("/keys/%5Ea" + query));
            assertDescribed("GET", "/keystore/keys/{kids}", caller.get("/keys/%5Ea,%5Ea" + query));
            assertDescribed("GET", "/keystore/keys/{kids}", caller.get("/keys/%5Eb" + query));
            assertDescribed("GET", "/keystore/keys/{kids}/value", caller.get("/keys/%5Ea/value" + query));
        }
        assertDescribed("GET", "/keystore/keys", Api.get(service.url(Environment.TEST, "/keystore/keys")));
    }

    @Test
    void what_packagers_get_is_as_described() {
        var encryptor = Encryptor.seeded(service);
        var document = SpekeDocument.of("2.1", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-1");
        String path = "/speke/copyProtection";
        assertDescribed("POST", path, encryptor.speke(document));
        assertDescribed("POST", path, encryptor.post("", "Authorization", encryptor.basic()));
        assertDescribed("POST", path, encryptor.post(""));
        assertDescribed("POST", path, encryptor.post("", "x-api-key", encryptor.authenticator(), "X-Licet-Kek", "x"));
        assertDescribed("POST", path, encryptor.post(" ".repeat(300_000)));
        String[] known = {"x-api-key", encryptor.authenticator()};
        String cpix = service.url(Environment.TEST, "/cpix");
        assertDescribed("GET", "/cpix/{contentId}", Api.get(cpix + "/film", known));
        assertDescribed("GET", "/cpix/{contentId}", Api.get(cpix + "/film?tracks=x", known));
        assertDescribed("GET", "/cpix/{contentId}", Api.get(cpix + "/film"));
        byte[] own = Api.get(cpix + "/film?tracks=ALL", known).body();
        String[] withKek = {"x-api-key", encryptor.authenticator(), "X-Licet-Kek", TokenCatalogue.KEK};
        assertDescribed("POST", "/cpix", Api.postBytes(cpix, own, withKek));
        assertDescribed("POST", "/cpix", Api.postBytes(cpix, own, known));
        byte[] foreign = new String(own, StandardCharsets.UTF_8)
                .replaceAll("kid=\"[0-9a-f]{8}", "kid=\"01234567")
                .getBytes(StandardCharsets.UTF_8);
        assertDescribed("POST", "/cpix", Api.postBytes(cpix, foreign, withKek));
        byte[] unsigned = ShakaRequest.envelope(own, new byte[32], "nobody");
        String keys = service.url(Environment.TEST, "/wv/getcontentkey/nobody");
        assertDescribed("POST", "/wv/getcontentkey/{signer}", Api.postBytes(keys, unsigned));
        assertDescribed("POST", "/wv/getcontentkey/{signer}", Api.postBytes(keys, new byte[0]));
        proxies();
    }

    private void proxies() {
        String path = "/wv/getlicense/{signer}";
        String nobody = service.url(Environment.TEST, "/wv/getlicense/nobody");
        assertDescribed(
                "POST", path, Api.postBytes(nobody, ShakaRequest.envelope(new byte[2], new byte[32], "nobody")));
        assertDescribed("POST", path, Api.postBytes(nobody, new byte[0]));
        var signer = ProxyRequest.signer(service, service.demo().id(), Environment.TEST, "described");
        String url = service.url(Environment.TEST, "/wv/getlicense/described");
        byte[] challenge = Viewer.challenge(service, Drm.WIDEVINE);
        for (var request : List.of(
                ProxyRequest.of(challenge, ""),
                ProxyRequest.bare(challenge, ",\"parse_only\":true"),
                ProxyRequest.bare(challenge, ""),
                ProxyRequest.of(new byte[] {1}, ""),
                new ProxyRequest("{\"payload\":\"CAQ=\"}"))) {
            assertDescribed("POST", path, Api.postBytes(url, request.signed(signer)));
        }
    }

    @Test
    void explanations_are_as_described() {
        var all = TokenCatalogue.good(Drm.CLEARKEY);
        all.put("cookie", "explained");
        String token = service.token(service.demo(Environment.TEST), Drm.CLEARKEY, all);
        String bearer = "Bearer " + service.demo(Environment.TEST);
        String url = service.url(Environment.TEST, "/explain");
        for (var question : List.of(
                Api.parameters("cookie", "explained"),
                Api.parameters("cookie", "nobody's"),
                Api.parameters("token", token, "drm", "ck"),
                Api.parameters("token", "AAAA"),
                Api.parameters("token", token, "cookie", "explained"),
                Api.parameters())) {
            assertDescribed("POST", "/explain", Api.postForm(url, Api.form(question), "Authorization", bearer));
            assertDescribed("GET", "/explain", Api.get(url + "?" + Api.form(question), "Authorization", bearer));
        }
        assertDescribed("GET", "/explain", Api.get(url));
    }

    @Test
    void records_certificates_and_health_are_as_described() {
        var all = TokenCatalogue.good(Drm.CLEARKEY);
        all.put("cookie", "described");
        service.token(service.demo(Environment.TEST), Drm.CLEARKEY, all);
        String bearer = "Bearer " + service.demo(Environment.TEST);
        for (String query : List.of("", "?cookie=described", "?start=0&length=10", "?id=x", "?id=1&cookie=a")) {
            String url = service.url(Environment.TEST, "/cmiapi/getrecord/" + query);
            assertDescribed("GET", "/cmiapi/getrecord/", Api.get(url, "Authorization", bearer));
            assertDescribed("GET", "/cmiapi/getrecord/", Api.get(url));
        }
        String stream = service.url(Environment.TEST, "/cmiapi/records/stream");
        assertDescribed("GET", "/cmiapi/records/stream", Api.get(stream));
        assertDescribed("GET", "/cmiapi/records/stream", Api.get(stream + "?from=x", "Authorization", bearer));
        long account = service.demo().id().value();
        Map<String, String> plain = Map.of(
                "/hms/wv/certificate", "/hms/wv/certificate",
                "/hms/fp/certificate/{account}", "/hms/fp/certificate/" + account,
                "/health/live", "/health/live",
                "/health/ready", "/health/ready",
                "/openapi", "/openapi");
        for (var environment : Environment.values()) {
            plain.forEach((path, real) -> assertDescribed("GET", path, Api.get(service.url(environment, real))));
        }
    }
}
