package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.operator.Scope;
import dev.licet.server.api.OpenApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a program does to an installation over HTTP; every answer is held against the description.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {
    private final OpenApi document = OpenApi.ofOperators();
    private RunningService service;
    private String token;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        token = service.operator()
                .operatorTokens()
                .create("terraform", Scope.all(), Optional.empty())
                .secret()
                .expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /// An answer that is as the description says.
    private record Answered(int status, String tag, String location, String body) {
        String member(String name) {
            var found = java.util.regex.Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|([^,}\\]]*))")
                    .matcher(body);
            assertTrue(found.find(), name + " in " + body);
            return found.group(1) == null ? found.group(2) : found.group(1);
        }
    }

    private Answered send(String method, String template, String path, String body, String... fields) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(fields));
        var reply = Api.call(method, service.dashboard("/admin/api/v1" + path), body, all.toArray(String[]::new));
        if (reply.status() != 304) {
            assertEquals(
                    List.of(),
                    document.complaints(
                            method, template, reply.status(), "", reply.header("Content-Type"), reply.text()),
                    method + " " + path + ": " + reply.status() + " " + reply.text());
        }
        return new Answered(reply.status(), reply.header("ETag"), reply.header("Location"), reply.text());
    }

    private Answered get(String template, String path, String... fields) {
        return send("GET", template, path, "", fields);
    }

    private Answered put(String template, String path, String body, String... fields) {
        return send("PUT", template, path, body, fields);
    }

    private long auditLines() {
        return service.operator()
                .audit()
                .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                .getFirst()
                .number();
    }

    private static final String ACCOUNT = "/accounts/{account}";
    private static final String ENVIRONMENT = ACCOUNT + "/{environment}";

    private String account(String name) {
        Answered made = send("POST", "/accounts", "/accounts", "{\"name\":\"" + name + "\"}");
        assertEquals(201, made.status(), made.body());
        return made.member("id");
    }

    @Test
    void an_account_is_made_once_however_often_it_is_put() {
        String path = "/accounts/4711";
        assertEquals(404, get(ACCOUNT, path).status());
        String wish = "{\"name\":\"first\",\"enabled\":true}";
        Answered made = put(ACCOUNT, path, wish, "If-None-Match", "*");
        assertEquals(201, made.status(), made.body());
        assertEquals("/admin/api/v1" + path, made.location());
        assertEquals(get(ACCOUNT, path).tag(), made.tag());
        String authenticator = made.member("test");
        assertEquals(412, put(ACCOUNT, path, wish, "If-None-Match", "*").status());
        long lines = auditLines();
        Answered again = put(ACCOUNT, path, wish);
        assertEquals(200, again.status());
        assertFalse(again.body().contains("authenticators"), again.body());
        assertEquals(lines, auditLines(), "nothing was changed");

        var good = TokenCatalogue.good(Drm.CLEARKEY);
        good.put("customerAuthenticator", authenticator);
        String tokens = service.tokenUrl(Environment.TEST, Drm.CLEARKEY);
        assertEquals(200, Api.postForm(tokens, Api.form(good)).status());
        assertEquals(
                200,
                put(ACCOUNT, path, "{\"name\":\"second\",\"enabled\":false}").status());
        assertEquals(401, Api.postForm(tokens, Api.form(good)).status());
        assertEquals(lines + 2, auditLines(), "renamed and switched off");
        assertEquals("second", get(ACCOUNT, path).member("name"));
    }

    @Test
    void whoever_does_not_know_what_is_there_does_not_overwrite_it() {
        String path = "/accounts/" + account("tagged") + "/test/options";
        String template = ENVIRONMENT + "/options";
        Answered before = get(template, path);
        assertEquals(304, get(template, path, "If-None-Match", before.tag()).status());
        String shorter = before.body().replace("2592000", "3600");
        assertEquals(412, put(template, path, shorter, "If-Match", "\"other\"").status());
        assertEquals(
                412,
                put(template, path, shorter, "If-None-Match", "\"other\", " + before.tag())
                        .status());
        assertEquals(
                304, get(template, path, "If-None-Match", "W/" + before.tag()).status());
        assertEquals(before.body(), get(template, path).body());
        Answered changed = put(template, path, shorter, "If-Match", before.tag());
        assertEquals(200, changed.status(), changed.body());
        assertEquals(changed.tag(), get(template, path).tag());
        assertEquals(
                412,
                put(template, path, before.body(), "If-Match", before.tag()).status());
        assertEquals("3600", get(template, path).member("token_life_seconds"));
        Answered noted = get("/audit", "/audit?verb=account.options&account=" + path.split("/")[2]);
        assertTrue(noted.body().contains("token life 3600 s (was 2592000 s)"), noted.body());
    }

    @Test
    void a_top_up_counts_once() {
        String account = "/accounts/" + account("paying") + "/test";
        String balance = ENVIRONMENT + "/balance";
        assertEquals("null", get(balance, account + "/balance").member("units"));
        String topUps = ENVIRONMENT + "/top-ups/{name}";
        assertEquals(409, put(topUps, account + "/top-ups/a", "{\"units\":1}").status());
        assertEquals(
                200,
                put(balance, account + "/balance", "{\"units\":0,\"reason\":\"x\"}")
                        .status());
        for (int i = 0; i < 3; i++) {
            Answered told = put(topUps, account + "/top-ups/invoice-1", "{\"units\":5,\"reason\":\"paid\"}");
            assertEquals("5", told.member("units"));
        }
        assertEquals(
                409,
                put(topUps, account + "/top-ups/invoice-1", "{\"units\":6}").status());
        assertEquals(
                "9",
                put(topUps, account + "/top-ups/invoice-2", "{\"units\":4}").member("units"));
        Answered movements = get(ENVIRONMENT + "/movements", account + "/movements");
        assertEquals(2, movements.body().split("\"top_up\"", -1).length - 1, movements.body());
    }

    @Test
    void an_account_is_closed_once_however_often_it_is_deleted() {
        String path = "/accounts/" + account("leaving");
        assertEquals("null", get(ACCOUNT, path).member("closed"));
        put(ENVIRONMENT + "/balance", path + "/production/balance", "{\"units\":1}");
        assertEquals(409, send("DELETE", ACCOUNT, path, "").status());
        put(ENVIRONMENT + "/balance", path + "/production/balance", "{\"units\":0}");
        Answered closed = send("DELETE", ACCOUNT, path, "");
        assertEquals("false", closed.member("enabled"));
        long lines = auditLines();
        assertEquals(closed, send("DELETE", ACCOUNT, path, ""));
        assertEquals(lines, auditLines());
        assertEquals(
                409, put(ACCOUNT, path, "{\"name\":\"back\",\"enabled\":true}").status());
        assertEquals(404, send("DELETE", ACCOUNT, "/accounts/999999", "").status());
    }

    @Test
    void a_balance_under_its_mark_is_listed_with_its_fall() {
        String account = "/accounts/" + account("watched") + "/test";
        String mark = ENVIRONMENT + "/balance/mark";
        assertEquals("null", get(mark, account + "/balance/mark").member("units"));
        put(ENVIRONMENT + "/balance", account + "/balance", "{\"units\":9}");
        assertEquals(400, put(mark, account + "/balance/mark", "{\"units\":0}").status());
        assertEquals("5", put(mark, account + "/balance/mark", "{\"units\":5}").member("units"));
        long lines = auditLines();
        put(mark, account + "/balance/mark", "{\"units\":5}");
        assertEquals(lines, auditLines());
        assertEquals("{\"items\":[]}", get("/balances/low", "/balances/low").body());
        put(ENVIRONMENT + "/balance", account + "/balance", "{\"units\":3}");
        assertEquals("3", get("/balances/low", "/balances/low").member("units"));
        Answered falls = get(ENVIRONMENT + "/balance/falls", account + "/balance/falls");
        assertEquals("3", falls.member("units"));
        assertEquals("5", falls.member("mark"));
        put(mark, account + "/balance/mark", "{\"units\":null}");
        assertEquals("{\"items\":[]}", get("/balances/low", "/balances/low").body());
    }

    @Test
    void authenticators_are_shown_once_and_revoked_for_good() {
        String path = "/accounts/" + account("keyed") + "/production/authenticators";
        String template = ENVIRONMENT + "/authenticators";
        assertEquals("2", get(template, path).member("number"));
        Answered made = send("POST", template, path, "");
        assertEquals(201, made.status());
        String secret = made.member("authenticator").split(",")[1];
        Answered listed = get(template, path);
        assertFalse(listed.body().contains(secret));
        assertTrue(listed.body().contains("\"number\":3"), listed.body());
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    204, send("DELETE", template + "/{number}", path + "/3", "").status());
        }
        assertFalse(get(template, path).body().contains("\"revoked\":null,\"last_used\":null}]"));
        assertEquals(
                404, send("DELETE", template + "/{number}", path + "/1", "").status(), "of the other environment");
    }

    @Test
    void a_stop_is_put_shown_and_removed() {
        String wish = "{\"kind\":\"cookie\",\"value\":\"c\",\"account\":" + account("stopped")
                + ",\"environment\":\"test\",\"until\":\"2099-01-01\",\"reason\":\"%s\"}";
        Answered made = send("POST", "/stops", "/stops", wish.formatted("a"));
        assertEquals(201, made.status(), made.body());
        Answered again = send("POST", "/stops", "/stops", wish.formatted("b"));
        assertEquals(made.member("id"), again.member("id"));
        String path = "/stops/" + made.member("id");
        assertEquals("b", get("/stops/{id}", path).member("reason"));
        assertTrue(get("/stops", "/stops").body().contains("2099-01-01T00:00:00Z"));
        assertEquals(204, send("DELETE", "/stops/{id}", path, "").status());
        assertEquals(404, send("DELETE", "/stops/{id}", path, "").status());
        assertEquals(
                400,
                send("POST", "/stops", "/stops", "{\"kind\":\"token\",\"value\":\"x\"}")
                        .status());
    }

    @Test
    void records_are_read_to_the_end_page_by_page() {
        var account = service.account("recorded");
        var good = TokenCatalogue.good(Drm.CLEARKEY);
        for (int i = 0; i < 5; i++) service.token(RunningService.text(account, Environment.TEST), Drm.CLEARKEY, good);
        String path = "/accounts/" + account.id() + "/test/records";
        String template = ENVIRONMENT + "/records";
        Answered page = get(template, path + "?limit=2");
        int read = 2;
        while (page.body().contains("\"next\"")) {
            assertTrue(Integer.parseInt(page.member("progress_percent")) < 100);
            page = get(template, path + "?limit=2&after=" + page.member("next"));
            read += page.body().split("\"event_id\"", -1).length - 1;
        }
        assertEquals(5, read);
        assertEquals("100", page.member("progress_percent"));
        assertEquals("[]", get(template, path + "?to=2020-01-01").body().substring(9, 11));
        assertTrue(get("/usage", "/usage?account=" + account.id()).body().contains("\"tokens\":5"));
        Answered csv = get("/usage", "/usage?account=" + account.id(), "Accept", "text/csv");
        String names = "month,account,environment,tokens,licenses,charges\r\n";
        String used = "[0-9]{4}-[0-9]{2}," + account.id() + ",test,5,0,0\r\n";
        assertTrue(csv.body().matches(names + used), csv.body());
        String before = "/usage?from=2020-01&to=2020-02&account=" + account.id();
        assertEquals(
                names, get("/usage", before, "Accept", "text/csv, */*;q=0.1").body());
        for (String bad : List.of("from=%2B999999999-12", "from=2020-13", "from=2020-02&to=2020-01", "from=1900-01")) {
            assertEquals(400, get("/usage", "/usage?" + bad).status(), bad);
        }
        assertEquals(
                "[]",
                get(ENVIRONMENT + "/keys", "/accounts/" + account.id() + "/test/keys")
                        .body()
                        .substring(9, 11));
    }

    @Test
    void what_was_done_is_read_from_the_audit_trail() {
        String account = account("audited");
        Answered lines = get("/audit", "/audit?account=" + account);
        assertEquals("operator", lines.member("actor_kind"));
        assertTrue(lines.member("actor").startsWith("terraform #"), lines.body());
        assertEquals("account.create", lines.member("verb"));
        assertEquals(
                "[]",
                get("/audit", "/audit?verb=key.show&account=" + account).body().substring(9, 11));
        assertEquals(400, get("/audit", "/audit?verb=nothing").status());
        assertEquals(400, get("/audit", "/audit?account=1&account=2").status());
    }

    @Test
    void what_cannot_be_read_changes_nothing_and_says_what_is_wrong() {
        String path = "/accounts/" + account("bad") + "/test";
        for (Map.Entry<String, String> bad : Map.of(
                        "{\"units\":-1}", "units",
                        "{\"units\":1,\"more\":2}", "more",
                        "{\"units\":\"1\"}", "units",
                        "{}", "units")
                .entrySet()) {
            Answered told = put(ENVIRONMENT + "/balance", path + "/balance", bad.getKey());
            assertEquals(400, told.status(), told.body());
            assertEquals(bad.getValue(), told.member("member"));
        }
        String unsaid = "{\"drm\":[],\"profile\":\"current\",\"token_life_seconds\":60,\"window_seconds\":0}";
        assertEquals(
                "max_redemptions",
                put(ENVIRONMENT + "/options", path + "/options", unsaid).member("member"));
        for (String bad : List.of("", "[]", "{\"units\":1}{}", "{\"units\":1,\"units\":1}", "{\"units\":1.5}")) {
            assertEquals(
                    400, put(ENVIRONMENT + "/balance", path + "/balance", bad).status(), bad);
        }
        assertEquals("null", get(ENVIRONMENT + "/balance", path + "/balance").member("units"));
        assertEquals(
                404, get(ENVIRONMENT + "/balance", "/accounts/999/test/balance").status());
        assertEquals(
                404,
                get(ENVIRONMENT + "/balance", path.replace("/test", "/live") + "/balance")
                        .status());
    }

    @Test
    void a_path_says_which_methods_it_takes() {
        var reply =
                Api.call("DELETE", service.dashboard("/admin/api/v1/accounts"), "", "Authorization", "Bearer " + token);
        assertEquals(405, reply.status());
        assertEquals("GET, HEAD, POST", reply.header("Allow"));
    }

    @Test
    void the_description_is_for_everybody_and_says_so_to_whoever_writes_to_it() {
        String url = service.dashboard("/admin/api/v1/openapi");
        assertEquals(200, Api.get(url).status());
        for (String method : List.of("POST", "DELETE")) {
            for (var reply :
                    List.of(Api.call(method, url, ""), Api.call(method, url, "", "Authorization", "Bearer " + token))) {
                assertEquals(405, reply.status());
                assertEquals("GET, HEAD", reply.header("Allow"));
                assertEquals("application/problem+json", reply.header("Content-Type"));
            }
        }
    }

    private String lastDeed() {
        var deed = service.operator()
                .audit()
                .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                .getFirst()
                .deed();
        return deed.verb().word() + " " + deed.target().what() + " "
                + deed.ending().kind().word();
    }

    @Test
    void a_widevine_back_end_is_set_once_and_its_secrets_stay_inside() {
        String template = ENVIRONMENT + "/widevine";
        String path = "/accounts/" + account("back end") + "/test/widevine";
        assertEquals(404, get(template, path).status());
        String key = "5a".repeat(32);
        String wish = "{\"kind\":\"signed-json\",\"url\":\"https://w.example/\",\"provider\":\"us\",\"key\":\"" + key
                + "\",\"iv\":\"" + "6b".repeat(16) + "\"}";
        Answered made = put(template, path, wish);
        assertEquals(200, made.status(), made.body());
        assertEquals("widevine.backend.set signed-json, https://w.example/, us done", lastDeed());
        assertFalse(made.body().contains("5a5a") || made.body().contains("6b6b"), made.body());
        long lines = auditLines();
        assertEquals(made.tag(), put(template, path, wish).tag());
        assertEquals(lines, auditLines(), "the same again is no change");
        assertEquals(200, put(template, path, wish.replace("5a5a", "5b5b")).status());
        assertEquals(lines + 1, auditLines(), "another key is one");
        Answered wrong = put(template, path, "{\"kind\":\"embedded\",\"key\":\"" + key + "\"}");
        assertEquals(400, wrong.status());
        assertEquals("key", wrong.member("member"));
        String relay = "{\"kind\":\"relay\",\"url\":\"https://r.example/\",\"headers\":[\"X-Key: very secret\"],"
                + "\"relay_unread\":true}";
        Answered relayed = put(template, path, relay);
        assertTrue(relayed.body().contains("\"headers\":[\"X-Key\"]"), relayed.body());
        assertFalse(relayed.body().contains("very secret"));
        assertEquals(204, send("DELETE", template, path, "").status());
        assertEquals("widevine.backend.remove  done", lastDeed());
        lines = auditLines();
        assertEquals(204, send("DELETE", template, path, "").status());
        assertEquals(lines, auditLines());
    }

    @Test
    void a_playready_license_maker_and_its_announcement_are_set_apart() {
        String template = ENVIRONMENT + "/playready";
        String path = "/accounts/" + account("maker") + "/production/playready";
        String secret = "one:" + "A".repeat(43);
        String wish = "{\"kind\":\"handler\",\"url\":\"https://p.example/\",\"secrets\":[\"" + secret + "\"]}";
        assertEquals(200, put(template, path, wish).status());
        long lines = auditLines();
        Answered again = put(template, path, wish);
        assertEquals(lines, auditLines());
        assertFalse(again.body().contains("AAAA"), again.body());
        String announced = "{\"url\":\"https://players.example/playready/RightsManager.asmx\"}";
        assertEquals(200, put(template + "/la-url", path + "/la-url", announced).status());
        assertEquals(200, put(template + "/la-url", path + "/la-url", announced).status());
        assertEquals(lines + 1, auditLines());
        Answered shown = get(template, path);
        assertEquals("handler", shown.member("kind"));
        assertEquals("https://players.example/playready/RightsManager.asmx", shown.member("la_url"));
        assertEquals(409, put(template, path, "{\"kind\":\"microsoft-test\"}").status());
        assertEquals(400, put(template, path, wish.replace("https", "ftp")).status());
        assertEquals(204, send("DELETE", template, path, "").status());
        assertEquals(404, get(template, path).status());
    }

    @Test
    void fairplay_credentials_are_stored_and_no_key_comes_out() {
        String template = ENVIRONMENT + "/fairplay";
        String path = "/accounts/" + account("apples") + "/test/fairplay";
        var key = RsaPrivateKey.generate(2048, RunningService.RANDOM);
        byte[] certificate = SelfSignedCertificate.make(
                "api",
                key,
                new SelfSignedCertificate.Validity(Instant.now(), Duration.ofDays(365)),
                RunningService.RANDOM);
        String ask = "0123456789abcdef0123456789abcdef";
        String wish = "{\"certificates\":[\"" + Base64.getEncoder().encodeToString(certificate) + "\"],\"keys\":[\""
                + key.toPkcs8().expose(Base64.getEncoder()::encodeToString) + "\"],\"ask\":\"" + ask
                + "\",\"derivation\":\"standin\"}";
        Answered made = send("POST", template, path, wish);
        assertEquals(201, made.status(), made.body());
        assertEquals("fairplay.add derivation standin done", lastDeed());
        assertTrue(made.body().contains("its private key is here"), made.body());
        assertFalse(made.body().contains(ask), made.body());
        String one = made.location().replace("/admin/api/v1", "");
        assertEquals(made.tag(), get(template + "/{id}", one).tag());
        assertTrue(get(template, path).body().contains("\"id\":" + made.member("id")));
        assertEquals(
                400,
                send("POST", template, path, wish.replace("standin", "nobody")).status());
        String foreign = "/accounts/" + account("other") + "/test/fairplay/" + made.member("id");
        assertEquals(404, get(template + "/{id}", foreign).status());
        assertEquals(204, send("DELETE", template + "/{id}", foreign, "").status());
        assertEquals(200, get(template + "/{id}", one).status(), "it is not theirs to remove");
        assertEquals(204, send("DELETE", template + "/{id}", one, "").status());
        assertEquals(404, get(template + "/{id}", one).status());
    }

    @Test
    void a_seed_is_made_and_changed_once_however_often_it_is_put() {
        String account = account("seeds");
        String template = ENVIRONMENT + "/seeds/{number}";
        String path = "/accounts/" + account + "/test/seeds/";
        assertEquals(409, put(template, path + 2, "").status());
        assertEquals(201, put(template, path + 1, "").status());
        assertEquals("packager.seed.create number 1 done", lastDeed());
        long lines = auditLines();
        assertEquals(200, put(template, path + 1, "").status());
        assertEquals(lines, auditLines());
        assertEquals(201, put(template, path + 2, "").status());
        assertEquals("packager.seed.rotate number 2 done", lastDeed());
        assertEquals("true", get(template, path + 2).member("newest"));
        assertEquals("false", get(template, path + 1).member("newest"));
        String options = ENVIRONMENT + "/packaging";
        String where = "/accounts/" + account + "/test/packaging";
        Answered before = get(options, where);
        assertEquals("seed", before.member("origin"));
        lines = auditLines();
        assertEquals(before.tag(), put(options, where, before.body()).tag());
        assertEquals(lines, auditLines());
        Answered off = put(options, where, before.body().replace("\"seed\"", "\"off\""));
        assertEquals("off", off.member("origin"));
        assertEquals(off.tag(), get(options, where).tag());
        assertEquals(
                412,
                put(options, where, before.body(), "If-Match", before.tag()).status());
    }

    @Test
    void a_signer_is_made_once_and_its_key_is_shown_once() {
        String template = ENVIRONMENT + "/signers/{name}";
        String path = "/accounts/" + account("signers") + "/test/signers/api.one";
        Answered made = put(template, path, "{\"kind\":\"aes\"}");
        assertEquals(201, made.status(), made.body());
        assertEquals(64, made.member("aes_signing_key").length());
        Answered again = put(template, path, "{\"kind\":\"aes\"}");
        assertEquals(200, again.status());
        assertFalse(again.body().contains("aes_signing"), again.body());
        assertEquals(made.tag(), again.tag());
        assertEquals(
                400, put(template, path, "{\"kind\":\"aes\",\"key\":\"00\"}").status());
        String elsewhere = "/accounts/" + account("others") + "/test/signers/api.one";
        assertEquals(409, put(template, elsewhere, "{\"kind\":\"aes\"}").status());
        assertEquals(204, send("DELETE", template, path, "").status());
        assertEquals(404, get(template, path).status());
    }

    @Test
    void a_dual_run_is_put_on_a_signer_and_taken_off() {
        String signers = ENVIRONMENT + "/signers/{name}";
        String signer = "/accounts/" + account("dual") + "/test/signers/api.dual";
        String template = signers + "/dual-run";
        String path = signer + "/dual-run";
        String wish = "{\"url\":\"https://license.example/cenc/getlicense/a\",\"leader\":\"ours\"}";
        assertEquals(404, put(template, path, wish).status(), "there is no signer");
        put(signers, signer, "{\"kind\":\"aes\"}");
        assertEquals(404, get(template, path).status());
        Answered made = put(template, path, wish);
        assertEquals(200, made.status(), made.body());
        assertEquals(
                "signer.dual-run.set api.dual: https://license.example/cenc/getlicense/a, leader ours done",
                lastDeed());
        long lines = auditLines();
        assertEquals(made.tag(), put(template, path, wish).tag());
        assertEquals(lines, auditLines());
        assertEquals(
                "theirs", put(template, path, wish.replace("ours", "theirs")).member("leader"));
        assertEquals(400, put(template, path, wish.replace("ours", "both")).status());
        assertEquals(400, put(template, path, wish.replace("https", "http")).status());
        assertEquals(204, send("DELETE", template, path, "").status());
        assertEquals(204, send("DELETE", template, path, "").status());
        assertEquals(404, get(template, path).status());
    }

    @Test
    void a_user_is_put_with_a_role_and_comes_in_with_a_password() {
        String template = "/users/{name}";
        String path = "/users/kate+api%40example.com";
        String wish = "{\"account\":null,\"role\":\"read-only\",\"enabled\":true}";
        Answered made = put(template, path, wish);
        assertEquals(201, made.status(), made.body());
        assertEquals("user.create kate+api@example.com, read-only done", lastDeed());
        long lines = auditLines();
        assertEquals(made.tag(), put(template, path, wish).tag());
        assertEquals(lines, auditLines());
        assertEquals(
                400,
                put(template + "/password", path + "/password", "{\"password\":\"short\"}")
                        .status());
        assertEquals(
                204,
                put(template + "/password", path + "/password", "{\"password\":\"" + DashboardClient.PASSWORD + "\"}")
                        .status());
        var client = DashboardClient.signedIn(service, "kate+api@example.com");
        assertEquals(200, client.get("/admin").status());
        assertEquals(
                "finance",
                put(template, path, wish.replace("read-only", "finance")).member("role"));
        assertEquals("user.role kate+api@example.com, finance done", lastDeed());
        assertEquals(303, client.get("/admin").status(), "the session is over");
        assertEquals(400, put(template, path, wish.replace("null", "4711")).status());
        assertEquals(200, put(template, path, wish.replace("true", "false")).status());
        assertTrue(get("/users", "/users").body().contains("\"role\":\"read-only\""));
        assertEquals(404, get(template, "/users/nobody").status());
        assertEquals(
                201,
                put(template, "/users/boss", wish.replace("read-only", "owner")).status());
        Answered last = put(template, "/users/boss", wish);
        assertEquals(409, last.status(), last.body());
        assertTrue(last.body().contains("last owner"), last.body());
    }
}
