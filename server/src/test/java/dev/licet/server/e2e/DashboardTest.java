package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Remedy;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Profile;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.operator.Role;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.LicenseTimes;
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.storage.account.CreatedAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboard over HTTP: the way in, what each page does, and what nobody may see.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
    private static final List<String> AREAS = List.of(
            "",
            "/authenticators",
            "/balance",
            "/balance/months",
            "/balance/movements",
            "/fairplay",
            "/fairplay/certificate",
            "/keys",
            "/records",
            "/records/export",
            "/live",
            "/live/stream",
            "/explain",
            "/playready",
            "/signers",
            "/widevine",
            "/workbench",
            "/workbench/film.mpd",
            "/workbench/film.mp4",
            "/workbench/film.m4s");
    private static final List<String> ACTIONS = List.of(
            "enable",
            "disable",
            "rename",
            "options",
            "create",
            "revoke",
            "set",
            "add",
            "remove",
            "mint",
            "preview",
            "announce",
            "rotate",
            "send",
            "end",
            "open");
    private static final List<String> FILTERS = List.of(
            "",
            "cookie=needle",
            "cookie=needl",
            "kid=" + TokenCatalogue.KID,
            "code=-7004",
            "code=0",
            "drm=fairplay",
            "kind=refused",
            "from=2999-01-01T00:00",
            "to=2999-01-01T00:00");
    private static final List<String> FIELDS = List.of(
            "name",
            "number",
            "units",
            "reason",
            "life",
            "window",
            "most",
            "profile",
            "account",
            "old",
            "token",
            "drm",
            "kid",
            "contentKey",
            "kek",
            "ek",
            "iv",
            "securityLevel",
            "hdcpOutputControl",
            "expirationTime",
            "rentalDuration",
            "licenseDuration",
            "playbackDuration",
            "generalFlags",
            "cookie",
            "contentId",
            "wvExtension",
            "fpExtension");
    private static final String SCRIPT = "<script>alert(1)</script>";

    private RunningService service;
    private DashboardClient operator;
    private CreatedAccount own;
    private CreatedAccount foreign;
    private DashboardClient member;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        own = service.account("own");
        foreign = service.account("foreign");
        user("root", Optional.empty());
        user("member", Optional.of(own.id()));
        operator = DashboardClient.signedIn(service, "root");
        member = DashboardClient.signedIn(service, "member");
    }

    private void user(String name, Optional<AccountId> account) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create(name, account, Role.OWNER, password)
                .orThrow();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static String path(CreatedAccount account, String area) {
        return "/admin/accounts/" + account.id() + area;
    }

    private String created(DashboardClient client, CreatedAccount account) {
        String text = client.post(path(account, "/authenticators"), "action", "create")
                .text();
        int at = text.indexOf("class=\"secret\">") + "class=\"secret\">".length();
        return text.substring(at, text.indexOf('<', at));
    }

    @Test
    void a_file_of_the_pages_is_read_and_nothing_else() {
        String url = service.dashboard("/admin/assets/dashboard.css");
        for (String method : List.of("GET", "HEAD"))
            assertEquals(200, Api.call(method, url, "").status(), method);
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            var reply = Api.call(method, url, "");
            assertEquals(405, reply.status(), method);
            assertEquals("GET, HEAD", reply.header("Allow"), method);
        }
        assertEquals(
                "GET, HEAD, POST",
                Api.call("DELETE", service.dashboard("/admin"), "").header("Allow"));
    }

    @Test
    void without_a_session_every_page_leads_to_the_way_in() {
        for (String page : List.of("/admin", "/admin/accounts", path(own, "/records"), "/admin/nothing")) {
            var reply = Api.get(service.dashboard(page));
            assertEquals(303, reply.status(), page);
            assertEquals("/admin/sign-in", reply.header("Location"));
        }
    }

    @Test
    void pages_carry_a_strict_policy_and_are_not_kept() {
        for (var reply : List.of(operator.get("/admin"), Api.get(service.dashboard("/admin/sign-in")))) {
            assertEquals(200, reply.status());
            String policy = reply.header("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'; style-src 'self'; script-src 'self'"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertEquals("no-store", reply.header("Cache-Control"));
            assertEquals("", reply.header("Access-Control-Allow-Origin"));
            assertFalse(reply.text().contains(" style="), "no style in a page");
            assertFalse(reply.text().contains(" onclick="), "no script in a page");
        }
    }

    @Test
    void the_cookie_is_out_of_reach_and_changes_when_somebody_signs_in() {
        var client = new DashboardClient(service);
        var page = client.get("/admin/sign-in");
        assertTrue(page.header("Set-Cookie").endsWith("; Path=/admin; HttpOnly; SameSite=Strict"));
        String before = client.cookie();
        client.post("/admin/sign-in", "name", "ROOT", "password", DashboardClient.PASSWORD);
        assertFalse(client.cookie().equals(before), "a new session has a new secret");
        assertEquals(200, client.get("/admin").status());
        assertEquals(303, Api.get(service.dashboard("/admin"), "Cookie", before).status());
    }

    @Test
    void signing_out_ends_the_session_on_all_sides() {
        var client = DashboardClient.signedIn(service, "root");
        String cookie = client.cookie();
        assertEquals(303, client.post("/admin/sign-out").status());
        var again = Api.get(service.dashboard("/admin/accounts"), "Cookie", cookie);
        assertEquals("/admin/sign-in", again.header("Location"));
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_told_apart_by_nobody() {
        var client = new DashboardClient(service);
        client.get("/admin/sign-in");
        var wrong = client.post("/admin/sign-in", "name", "root", "password", "wrong password");
        var unknown = client.post("/admin/sign-in", "name", "nobody", "password", "wrong password");
        assertEquals(401, wrong.status());
        assertEquals(401, unknown.status());
        assertEquals(wrong.text(), unknown.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"victim", "nobody-at-all"})
    void too_many_attempts_are_followed_by_a_pause(String name) {
        if (name.equals("victim")) user(name, Optional.empty());
        var client = new DashboardClient(service);
        client.get("/admin/sign-in");
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    401,
                    client.post("/admin/sign-in", "name", name, "password", "guess " + i)
                            .status());
        }
        var late = client.post("/admin/sign-in", "name", name, "password", DashboardClient.PASSWORD);
        assertEquals(429, late.status());
        assertEquals(200, operator.get("/admin").status(), "others are not held up");
    }

    @Test
    void a_form_without_the_token_of_its_session_changes_nothing() {
        for (String token : List.of("", "AAAA", member.csrf())) {
            var reply = operator.post(path(own, ""), "csrf", token, "action", "disable");
            assertEquals(403, reply.status());
        }
        var signIn = new DashboardClient(service);
        signIn.get("/admin/sign-in");
        var forged =
                signIn.post("/admin/sign-in", "csrf", "AAAA", "name", "root", "password", DashboardClient.PASSWORD);
        assertEquals(403, forged.status());
        assertTrue(operator.get(path(own, "")).text().contains("badge good\">on<"));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void another_account_is_like_one_that_does_not_exist(String area) {
        String unknown = "/admin/accounts/4000000000" + area;
        var nothing = member.get(unknown);
        var other = member.get(path(foreign, area) + "?number=1");
        assertEquals(404, other.status());
        assertEquals(nothing.text(), other.text());
        for (String action : ACTIONS) {
            String[] fields = {"action", action, "number", "1", "name", "x", "units", "5", "reason", "r"};
            var refused = member.post(path(foreign, area), fields);
            assertEquals(404, refused.status(), action);
            assertEquals(member.post(unknown, fields).text(), refused.text(), action);
        }
    }

    static List<String> areas() {
        return AREAS;
    }

    @Test
    void a_user_of_an_account_sees_nothing_else() {
        assertFalse(member.get("/admin/accounts").text().contains("foreign"));
        assertEquals(403, member.get("/admin/users").status());
        assertEquals(403, member.get("/admin/explain?request=nobody").status());
        assertEquals(
                403,
                member.post("/admin/users", "action", "disable", "name", "root").status());
        assertEquals(
                403,
                member.post("/admin/accounts", "action", "create", "name", "x").status());
        for (String action : List.of("disable", "options", "rename")) {
            assertEquals(
                    403,
                    member.post(path(own, ""), "action", action, "name", "x").status());
        }
        assertEquals(
                403,
                member.post(path(own, "/balance"), "action", "set", "unlimited", "on", "reason", "x")
                        .status());
        operator.post(path(foreign, ""), "action", "rename", "name", "foreign");
        assertFalse(member.get("/admin/audit?verb=account.rename&outcome=done")
                .text()
                .contains("<td>rename an account"));
        assertTrue(member.get("/admin/audit?verb=account.rename&outcome=refused")
                .text()
                .contains("<td>rename an account"));
        String stranger = operator.get(path(foreign, "/authenticators")).text();
        assertTrue(stranger.contains("live"), stranger);
    }

    @Test
    void an_authenticator_is_shown_once_works_and_is_revoked() {
        String made = created(member, own);
        String prefix = made.substring(made.indexOf(',') + 1, made.indexOf(',') + 5);
        assertFalse(member.get(path(own, "/authenticators")).text().contains(made));
        assertFalse(service.token(made, Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE))
                .isEmpty());
        int number = service.operator()
                .administration()
                .authenticators()
                .list(own.id())
                .getLast()
                .number();
        var fields = List.of("action", "revoke", "number", Integer.toString(number), "confirm");
        var unsure = member.post(
                path(own, "/authenticators"),
                Stream.concat(fields.stream(), Stream.of("none")).toArray(String[]::new));
        assertEquals(400, unsure.status());
        assertTrue(unsure.text().contains("Revoke: please type " + prefix + " to confirm."), unsure.text());
        var reply = member.post(
                path(own, "/authenticators"),
                Stream.concat(fields.stream(), Stream.of(prefix)).toArray(String[]::new));
        assertEquals(303, reply.status(), reply.text());
        var refused = Api.postForm(
                service.tokenUrl(Environment.TEST, Drm.WIDEVINE),
                Api.form(Api.parameters("customerAuthenticator", made)));
        assertEquals("-2018", refused.header("Licet-Code"));
        String audit = member.get("/admin/audit").text();
        assertTrue(audit.contains("begins with " + prefix), audit);
        assertFalse(audit.contains(made));
    }

    @Test
    void options_and_balances_are_changed_with_a_trace() {
        var account = service.account("changing");
        var saved = operator.post(
                path(account, ""),
                "action",
                "options",
                "drm-wv",
                "on",
                "profile",
                "CURRENT",
                "life",
                "12h",
                "window",
                "90s",
                "most",
                "3");
        assertEquals(303, saved.status(), saved.text());
        var page = operator.get(path(account, "")).text();
        assertTrue(page.contains("FairPlay off") && page.contains("value=\"12h\""), page);
        assertEquals(
                303,
                operator.post(path(account, "/balance"), "action", "set", "units", "5", "reason", "start")
                        .status());
        assertEquals(
                303,
                operator.post(path(account, "/balance"), "action", "add", "units", "7", "reason", "paid")
                        .status());
        assertEquals(12, service.units(account.id()));
        assertTrue(operator.get(path(account, "/balance")).text().contains("paid"));
        var bad = operator.post(path(account, "/balance"), "action", "add", "units", "-1", "reason", "x");
        assertEquals(400, bad.status());
        String trail = operator.get("/admin/audit").text();
        assertTrue(trail.contains("top a balance up"));
        assertTrue(trail.contains("token life 43200 s (was 2592000 s), window 90 s (was 60 s)"), trail);
        var unsure = operator.post(
                path(account, ""), "action", "disable", "confirm", own.id().toString());
        assertEquals(400, unsure.status());
        assertTrue(unsure.text().contains("Switch off: please type " + account.id() + " to confirm."), unsure.text());
        assertTrue(operator.get(path(account, "")).text().contains("badge good\">on<"));
        operator.post(
                path(account, ""), "action", "disable", "confirm", account.id().toString());
        assertTrue(operator.get(path(account, "")).text().contains(">off<"));
    }

    @Test
    void a_user_who_is_switched_off_is_out_at_once() {
        user("leaver", Optional.of(own.id()));
        var leaver = DashboardClient.signedIn(service, "leaver");
        assertEquals(
                303,
                operator.post("/admin/users", "action", "disable", "name", "leaver", "confirm", "leaver")
                        .status());
        assertEquals("/admin/sign-in", leaver.get("/admin").header("Location"));
        var again = new DashboardClient(service);
        again.get("/admin/sign-in");
        assertEquals(
                401,
                again.post("/admin/sign-in", "name", "leaver", "password", DashboardClient.PASSWORD)
                        .status());
    }

    @Test
    void keys_are_listed_without_key_material() {
        byte[] ek = HexFormat.of().parseHex(TokenCatalogue.EK);
        var key = new StoredKey(
                new KeyId(TokenCatalogue.KID),
                ek,
                Optional.of("kek-7"),
                Optional.of(SCRIPT),
                Optional.of("film"),
                Optional.empty(),
                Instant.EPOCH);
        service.operator().contentKeys().put(own.id(), Environment.TEST, key);
        String page = member.get(path(own, "/keys")).text();
        assertTrue(page.contains(TokenCatalogue.KID) && page.contains("kek-7"), page);
        assertFalse(page.contains(TokenCatalogue.EK));
        assertFalse(page.contains(SCRIPT));
        assertFalse(member.get(path(own, "/keys?environment=production")).text().contains(TokenCatalogue.KID));
    }

    @Test
    void what_somebody_typed_is_shown_as_text() {
        var account = service.account(SCRIPT);
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", SCRIPT);
        parameters.put("contentId", SCRIPT + "content");
        parameters.put("wvExtension", "<b>\",AAAA");
        service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
        parameters.put("kid", "^" + SCRIPT);
        service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
        parameters.put("errorFormat", SCRIPT);
        parameters.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(parameters));
        operator.post(path(account, "/balance"), "action", "set", "units", "5", "reason", SCRIPT);
        String explain = "/explain?cookie=%3Cscript%3Ealert(1)%3C/script%3E";
        String search = "/records?cookie=%3Cscript%3Ealert(1)%3C/script%3E&code=%22%3E%3Cscript%3E";
        for (String area : List.of("", "/records", search, "/live", "/balance", "/workbench", explain)) {
            String page = operator.get(path(account, area)).text();
            assertFalse(page.contains("<script>"), area);
            assertFalse(page.contains("<b>"), area);
        }
        for (String live :
                List.of(path(account, "/live/stream?"), "/admin/live/stream?account=" + account.id() + "&")) {
            try (var stream = operator.stream(live + "after=0")) {
                String rows = stream.next().orElseThrow().data();
                assertTrue(rows.contains("&lt;script&gt;alert(1)&lt;/script&gt;content"), rows);
                assertFalse(rows.contains("<script>"), rows);
            }
        }
        assertTrue(operator.get(path(account, "/records"))
                .text()
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;content"));
        assertFalse(operator.get("/admin/accounts").text().contains("<script>"));
        assertFalse(operator.get("/admin/audit").text().contains("<script>"));
    }

    @Test
    void what_a_token_and_its_requests_carry_is_shown_as_text() {
        var account = service.account("carrier");
        String authenticator = RunningService.text(account, Environment.TEST);
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.putAll(Api.parameters("kid", "^" + SCRIPT, "cookie", SCRIPT, "contentId", SCRIPT));
        parameters.put("wvExtension", "<b>\",AAAA");
        String url = service.token(authenticator, Drm.WIDEVINE, parameters);
        var redeemed = Api.postBytes(url, SCRIPT.getBytes(StandardCharsets.UTF_8));
        parameters.put("expirationTime", SCRIPT);
        parameters.put("customerAuthenticator", authenticator);
        var refused = Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(parameters));
        String folder = "/explain?request=";
        var pages = new ArrayList<String>();
        pages.add(operator.get(path(account, folder + redeemed.header("X-Request-Id")))
                .text());
        pages.add(operator.get(path(account, folder + refused.header("X-Request-Id")))
                .text());
        pages.add(operator.post(path(account, "/explain"), "action", "token", "token", url)
                .text());
        pages.add(operator.post(path(account, "/workbench"), "action", "open", "token", url)
                .text());
        for (String page : pages) {
            assertTrue(page.contains(">&lt;script&gt;alert(1)&lt;/script&gt;<"), page);
            assertFalse(page.contains("<script>") || page.contains("<b>"), page);
        }
        String typed = "%3Cscript%3Ealert(1)%3C/script%3E";
        for (String page : List.of("/admin/live?account=", "/admin/live?kid=", folder, "/admin" + folder)) {
            String path = page.startsWith("/admin") ? page : path(account, page);
            assertFalse(operator.get(path + typed).text().contains("<script>"), page);
        }
        for (String action : List.of("mint", "preview")) {
            var form = List.of("action", action, "kid", "^" + SCRIPT, "contentId", SCRIPT, "wvExtension", "<b>\",AAAA");
            String page = operator.post(path(account, "/workbench"), form.toArray(String[]::new))
                    .text();
            assertTrue(page.contains("&lt;b>") || page.contains("&lt;b&gt;"), page);
            assertFalse(page.contains("<script>") || page.contains("<b>"), page);
        }
    }

    @Test
    void whatever_is_typed_into_any_field_of_any_form_comes_back_as_text() {
        var account = service.account("typed");
        var typed = new ArrayList<String>();
        for (String field : FIELDS) typed.addAll(List.of(field, SCRIPT));
        for (String area : List.of("", "/authenticators", "/balance", "/explain", "/workbench")) {
            for (String action : ACTIONS) assertHarmless(path(account, area), action, typed);
        }
        for (String page : List.of("/admin/accounts", "/admin/users", "/admin/password")) {
            for (String action : List.of("create", "enable", "disable", "change")) {
                assertHarmless(page, action, typed);
            }
        }
        assertFalse(operator.get("/admin/audit").text().contains("<script>"));
    }

    private void assertHarmless(String path, String action, List<String> typed) {
        var fields = new ArrayList<>(typed);
        fields.addAll(List.of("action", action));
        String page = operator.post(path, fields.toArray(String[]::new)).text();
        assertFalse(page.contains("<script>"), path + " " + action);
    }

    @Test
    void records_are_found_by_each_filter() {
        var account = service.account("searched");
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", "needle");
        service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
        service.token(RunningService.text(account, Environment.TEST), Drm.FAIRPLAY, TokenCatalogue.good(Drm.FAIRPLAY));
        var refused = TokenCatalogue.good(Drm.WIDEVINE);
        refused.put("securityLevel", "9");
        refused.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(refused));
        assertEquals(3, rows(account, ""));
        assertEquals(1, rows(account, "cookie=needle"));
        assertEquals(0, rows(account, "cookie=needl"));
        assertEquals(2, rows(account, "kid=" + TokenCatalogue.KID));
        assertEquals(1, rows(account, "code=-7004"));
        assertEquals(2, rows(account, "code=0"));
        assertEquals(1, rows(account, "drm=fairplay"));
        assertEquals(1, rows(account, "kind=refused"));
        assertEquals(0, rows(account, "from=2999-01-01T00:00"));
        assertEquals(3, rows(account, "to=2999-01-01T00:00"));
        assertEquals(0, rows(account, "environment=production"));
        assertEquals(400, operator.get(path(account, "/records?code=x")).status());
        for (String query : FILTERS) {
            assertEquals(rows(account, query), streamed(account, query), query);
        }
        assertEquals(400, operator.get(path(account, "/live?code=x")).status());
        assertEquals(400, operator.get(path(account, "/live/stream?code=x")).status());
    }

    /// How many records a stream from the beginning shows before one that everybody sees.
    private int streamed(CreatedAccount account, String query) {
        try (var stream = operator.stream(path(account, "/live/stream?after=0&" + query))) {
            assertEquals(200, stream.status(), query);
            stream.awaitFirstId();
            if (rows(account, query) == 0) return 0;
            return stream.next().orElseThrow().data().split("<tbody>", -1).length - 1;
        }
    }

    @Test
    void a_stream_goes_on_where_the_browser_was_and_ends_with_the_session() {
        var account = service.account("streamed");
        String authenticator = RunningService.text(account, Environment.TEST);
        user("listener", Optional.of(account.id()));
        var listener = DashboardClient.signedIn(service, "listener");
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        String seen;
        try (var stream = listener.stream(path(account, "/live/stream?cookie=second"))) {
            stream.awaitFirstId();
            assertEquals("text/event-stream", stream.header("Content-Type"));
            assertTrue(stream.header("Content-Security-Policy").startsWith("default-src 'none'"));
            for (String cookie : List.of("first", "second")) {
                parameters.put("cookie", cookie);
                service.token(authenticator, Drm.WIDEVINE, parameters);
            }
            String data = stream.next().orElseThrow().data();
            assertTrue(data.contains("second") && !data.contains("first"), data);
            seen = stream.lastId();
        }
        parameters.put("cookie", "third");
        service.token(authenticator, Drm.WIDEVINE, parameters);
        try (var again = listener.stream(path(account, "/live/stream?after=0"), "Last-Event-ID", seen)) {
            String data = again.next().orElseThrow().data();
            assertTrue(data.contains("third") && !data.contains("second"), data);
            listener.post("/admin/sign-out");
            assertEquals(Optional.empty(), again.next(), "it ends within seconds");
        }
        String cookie = listener.cookie();
        var late = Api.get(service.dashboard(path(account, "/live/stream")), "Cookie", cookie);
        assertEquals(303, late.status());
    }

    @Test
    void an_open_stream_is_no_sign_of_life() throws SQLException {
        user("away", Optional.empty());
        var away = DashboardClient.signedIn(service, "away");
        long seen = seen("away", " - 300000000");
        try (var stream = away.stream("/admin/live/stream")) {
            stream.awaitFirstId();
        }
        try (var stream = away.stream(path(own, "/live/stream"))) {
            stream.awaitFirstId();
        }
        assertEquals(seen, seen("away", ""));
        assertEquals(200, away.get("/admin/live").status());
        assertTrue(seen < seen("away", ""), "a page is");
    }

    /// When somebody was last seen, in microseconds, after it was changed.
    private long seen(String name, String change) throws SQLException {
        String whose = " WHERE member = (SELECT id FROM dashboard_user WHERE name = '" + name + "')";
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + service.data().resolve("licet.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.executeUpdate("UPDATE dashboard_session SET seen = seen" + change + whose);
            try (var row = statement.executeQuery("SELECT MAX(seen) FROM dashboard_session" + whose)) {
                return row.getLong(1);
            }
        }
    }

    private int rows(CreatedAccount account, String query) {
        return operator.get(path(account, "/records?" + query)).text().split("<tbody>", -1).length - 1;
    }

    @Test
    void the_workbench_makes_a_token_that_works_and_shows_no_key() {
        var account = service.account("bench");
        var reply = member.post(
                path(own, "/workbench"),
                "action",
                "mint",
                "drm",
                "widevine",
                "kid",
                TokenCatalogue.KID,
                "contentKey",
                TokenCatalogue.KEY,
                "securityLevel",
                "1",
                "hdcpOutputControl",
                "0",
                "cookie",
                "bench");
        String page = reply.text();
        assertEquals(200, reply.status());
        assertFalse(page.contains(TokenCatalogue.KEY));
        assertTrue(
                page.contains("customerAuthenticator=AUTHENTICATOR") && page.contains("contentKey=CONTENTKEY"), page);
        int at = page.indexOf("http://localhost");
        String url = page.substring(at, page.indexOf('<', at));
        assertEquals(
                200, Api.postBytes(url, Viewer.challenge(service, Drm.WIDEVINE)).status());
        var opened = member.post(path(own, "/workbench"), "action", "open", "token", url);
        assertTrue(opened.text().contains("bench") && !opened.text().contains(TokenCatalogue.KEY), opened.text());
        assertEquals(
                400,
                operator.post(path(account, "/workbench"), "action", "open", "token", url)
                        .status());
        var random = member.post(path(own, "/workbench"), "action", "mint", "drm", "fairplay", "random", "on");
        assertTrue(random.text().contains("What the token says"), random.text());
        var refused = member.post(path(own, "/workbench"), "action", "mint", "drm", "widevine");
        assertTrue(refused.text().contains("[-"), refused.text());
    }

    private DashboardPreview preview(String... more) {
        var fields = new ArrayList<>(List.of("action", "preview", "securityLevel", "1", "hdcpOutputControl", "0"));
        fields.addAll(List.of("rightsType", "BuyToOwn", "analogVideoOPL", "150"));
        fields.addAll(List.of("compressedDigitalAudioOPL", "200", "compressedDigitalVideoOPL", "500"));
        fields.addAll(List.of("uncompressedDigitalAudioOPL", "250", "uncompressedDigitalVideoOPL", "270"));
        fields.addAll(List.of(more));
        return DashboardPreview.read(member.post(path(own, "/workbench"), fields.toArray(String[]::new))
                .text());
    }

    @Test
    void a_preview_says_for_each_system_what_the_viewer_gets_and_leaves_nothing_behind() {
        int before = rows(own, "");
        var preview = preview("expirationTime", "+3600", "licenseDuration", "7200", "rentalDuration", "86400");
        assertEquals(List.of("Widevine", "FairPlay", "Clear Key", "PlayReady"), preview.systems());
        assertTrue(preview.of("Widevine").contains("ends 2 h after the first play"), preview.of("Widevine"));
        assertTrue(preview.of("Widevine").contains("Go on watching, for 2 h from the first play"), "no limit");
        assertTrue(preview.of("FairPlay").contains("Begin to watch, for 1 d 1 h"), preview.of("FairPlay"));
        assertTrue(preview.of("Clear Key").contains("knows no times"), preview.of("Clear Key"));
        assertEquals(before, rows(own, ""), "no token, no record");
    }

    @Test
    void a_preview_refuses_what_contradicts_itself_with_the_code_that_a_request_would_get() {
        var late = preview("expirationTime", "+99999999");
        for (String system : late.systems()) {
            assertTrue(late.of(system).contains("[-2002]"), late.of(system));
            assertTrue(late.of(system).contains("href=\"/admin/codes#c-2002\""), system);
        }
        var flags = preview("generalFlags", "00000001");
        assertTrue(flags.of("Widevine").contains("generalFlags must be 0000"), flags.of("Widevine"));
        var rental = preview("rentalDuration", "soon");
        for (String system : rental.systems()) {
            boolean unknown = system.equals("PlayReady");
            assertEquals(!unknown, rental.of(system).contains("class=\"problem\""), system);
        }
    }

    @Test
    void the_current_profile_has_a_window_to_begin_and_may_keep_licenses() {
        service.configure(own.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        try {
            var preview = preview(
                    "expirationTime",
                    "+3600",
                    "licenseDuration",
                    "86400",
                    "playbackDuration",
                    "172800",
                    "generalFlags",
                    "00000001");
            String widevine = preview.of("Widevine");
            assertTrue(widevine.contains("Begin to watch, for 1 d 1 h"), widevine);
            assertTrue(widevine.contains("Go on watching, for 3 d 1 h"), widevine);
            assertTrue(widevine.contains("may keep the license"), widevine);
        } finally {
            service.configure(own.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.empty());
        }
    }

    /// What the preview says comes from what writes licenses, so it must be what a device then gets.
    @Test
    void a_preview_says_what_the_license_of_a_device_then_says() throws MalformedMessage {
        service.configure(own.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        var random = new Random(16);
        try {
            for (int i = 0; i < 20; i++) {
                previewed(Drm.WIDEVINE, "Widevine", widevineTimes(random));
                previewed(Drm.FAIRPLAY, "FairPlay", fairPlayTimes(random));
            }
        } finally {
            service.configure(own.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.empty());
        }
    }

    private static Map<String, String> widevineTimes(Random random) {
        var times = new LinkedHashMap<String, String>();
        hours(random, "licenseDuration", times);
        hours(random, "playbackDuration", times);
        if (random.nextBoolean()) times.put("generalFlags", "00000001");
        return times;
    }

    private static Map<String, String> fairPlayTimes(Random random) {
        var times = new LinkedHashMap<String, String>();
        hours(random, "rentalDuration", times);
        boolean kept = random.nextBoolean();
        if (kept) {
            times.put("licetPersistent", "true");
            hours(random, "licetPlaybackDuration", times);
        } else {
            hours(random, "licetLeaseDuration", times);
        }
        return times;
    }

    private static void hours(Random random, String name, Map<String, String> times) {
        if (random.nextBoolean()) times.put(name, Integer.toString(3600 * random.nextInt(1, 200)));
    }

    private void previewed(Drm drm, String system, Map<String, String> times) throws MalformedMessage {
        var fields = new ArrayList<>(List.of("expirationTime", "+3600"));
        times.forEach((name, value) -> fields.addAll(List.of(name, value)));
        String preview = preview(fields.toArray(String[]::new)).of(system);
        Map<String, String> parameters = TokenCatalogue.good(drm);
        parameters.putAll(times);
        parameters.put("expirationTime", "+3600");
        String url = service.token(RunningService.text(own, Environment.TEST), drm, parameters);
        LicenseTimes got = drm == Drm.WIDEVINE ? widevine(url) : fairPlay(url);
        String where = times + ": " + preview;
        String begin =
                got.begin().map(time -> ", for " + shown(time.plusHours(1))).orElse(", no end");
        assertTrue(preview.contains("Begin to watch" + begin), where);
        assertTrue(preview.contains("Go on watching" + watching(got)), where);
        assertEquals(got.kept(), preview.contains("may keep the license"), where);
    }

    private static String watching(LicenseTimes got) {
        if (got.lease().isPresent()) return ", for " + shown(got.lease().get()) + " from each license";
        if (got.play().isEmpty()) return ", no end";
        return got.begin()
                .map(time -> ", for " + shown(time.plusHours(1).plus(got.play().get())))
                .orElseGet(() -> ", for " + shown(got.play().get()) + " from the first play");
    }

    private static String shown(Duration time) {
        String days = time.toDays() > 0 ? time.toDays() + " d" : "";
        String hours = time.toHoursPart() > 0 ? time.toHoursPart() + " h" : "";
        return (days + " " + hours).strip();
    }

    private LicenseTimes widevine(String url) throws MalformedMessage {
        var cdm = Viewer.widevine(service);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var policy = cdm.receive(challenge, Api.postBytes(url, challenge.body()).body())
                .license()
                .policy()
                .orElseThrow();
        return new LicenseTimes(
                seconds(policy.rental().orElse(0)),
                seconds(policy.playback().orElse(0)),
                Optional.empty(),
                policy.canPersist());
    }

    private LicenseTimes fairPlay(String url) throws MalformedMessage {
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2));
        var license = session.open(Api.postBytes(url, session.spc()).body());
        if (license.offline().isPresent()) {
            var offline = license.offline().get();
            return new LicenseTimes(seconds(offline.storage()), seconds(offline.playback()), Optional.empty(), true);
        }
        long rental = license.duration().map(CkcKeyDuration::rental).orElse(0L);
        long lease = license.duration().map(CkcKeyDuration::lease).orElse(0L);
        return new LicenseTimes(seconds(rental), Optional.empty(), seconds(lease), false);
    }

    private static Optional<Duration> seconds(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void a_refusal_is_explained_from_its_record_with_rule_and_remedy() {
        var account = service.account("explained");
        var refused = TokenCatalogue.good(Drm.WIDEVINE);
        refused.put("securityLevel", "9");
        refused.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(refused));
        String records = operator.get(path(account, "/records")).text();
        int at = records.indexOf("href=\"explain?") + "href=\"".length();
        String link = records.substring(at, records.indexOf('"', at)).replace("&amp;", "&");
        String page = operator.get(path(account, "/" + link)).text();
        for (String part : List.of(
                "It was refused.",
                "#c-7004",
                "<span class=\"quiet code\">key-rules</span>",
                "badge bad\">failed<",
                Remedy.of(Refusal.SECURITY_LEVEL).replace("'", "&#39;"))) {
            assertTrue(page.contains(part), part + " in " + page);
        }
        String nothing = operator.get(path(account, "/explain?cookie=nobody")).text();
        assertTrue(nothing.contains("Nothing found"), nothing);
    }

    @Test
    void a_token_is_explained_to_its_owner_alone() {
        String url = service.token(
                RunningService.text(own, Environment.TEST), Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
        String[] form = {"action", "token", "token", url};
        String page = member.post(path(own, "/explain"), form).text();
        assertTrue(page.contains("Nobody has tried this token yet."), page);
        assertTrue(page.contains("Nothing stands in the way."), page);
        String strange = operator.post(path(foreign, "/explain"), form).text();
        assertTrue(strange.contains("belongs to another account") && !strange.contains("Token id"), strange);
        String[] elsewhere = {"action", "token", "token", url, "environment", "production"};
        String wrong = member.post(path(own, "/explain"), elsewhere).text();
        assertTrue(wrong.contains("This is a test token for Clear Key; this page is about production."), wrong);
        String cut = url.substring(0, url.length() - 1);
        String broken = member.post(path(own, "/explain"), "action", "token", "token", cut)
                .text();
        assertTrue(broken.contains("No token of this service."), broken);
    }

    @Test
    void the_upstream_of_an_account_is_shown_without_its_secrets() {
        var account = service.account("upstream");
        assertTrue(operator.get(path(account, "/widevine")).text().contains("No upstream is set"));
        var relay = new WidevineBackEnd.Relay(
                URI.create("https://drm.example/relay"),
                List.of(new UpstreamHeader("X-Key", SecretBytes.copyOf("s3cret".getBytes(StandardCharsets.UTF_8)))));
        service.operator()
                .administration()
                .widevineBackEnds()
                .set(account.id(), Environment.TEST, relay)
                .orThrow();
        String page = operator.get(path(account, "/widevine")).text();
        assertTrue(page.contains("https://drm.example/relay") && page.contains("X-Key"), page);
        assertFalse(page.contains("s3cret"), page);
    }

    @Test
    void a_film_is_made_for_the_token_of_an_account_and_for_nobody_else() {
        String url = service.token(
                RunningService.text(own, Environment.TEST), Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
        String token = url.substring(url.indexOf('=') + 1);
        String query = "?token=" + token + "&number=1";
        String manifest = member.get(path(own, "/workbench/film.mpd" + query)).text();
        assertTrue(manifest.contains("&amp;token=" + token + "&amp;number=$Number$"), manifest);
        for (String file : List.of("film.mp4", "film.m4s")) {
            var media = member.get(path(own, "/workbench/" + file + query));
            assertEquals(200, media.status(), file);
            assertEquals("video/mp4", media.header("Content-Type"));
            String stolen = path(foreign, "/workbench/" + file + query);
            assertEquals(404, operator.get(stolen).status(), "a token of another account");
            assertEquals(
                    303,
                    Api.get(service.dashboard(path(own, "/workbench/" + file + query)))
                            .status());
            String elsewhere = query + "&environment=production";
            assertEquals(
                    404,
                    operator.get(path(own, "/workbench/" + file + elsewhere)).status());
        }
        for (String bad : List.of("", "?token=" + token, "?number=1&token=A" + token, query.replace("=1", "=7"))) {
            assertEquals(404, member.get(path(own, "/workbench/film.m4s" + bad)).status(), bad);
        }
        var opened = member.post(path(own, "/workbench"), "action", "open", "token", url + "&errorFormat=json");
        assertTrue(opened.text().contains("id=\"film\""), opened.text());
        String policy = opened.header("Content-Security-Policy");
        String origin = service.rightsUrl(Environment.TEST, Drm.CLEARKEY).replaceAll("/hms/.*", "");
        assertTrue(policy.contains("connect-src 'self' " + origin + "; media-src blob:;"), policy);
    }

    @Test
    void the_overview_counts_and_the_guide_lists_every_code() {
        var account = service.account("counted");
        user("counter", Optional.of(account.id()));
        service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE));
        var counter = DashboardClient.signedIn(service, "counter");
        for (String span : List.of("day", "week", "month")) {
            String page = counter.get("/admin?span=" + span).text();
            assertTrue(page.contains("<dt>Tokens issued</dt><dd>1</dd>"), page);
            assertTrue(page.contains("<dt>Success rate</dt><dd>100.0 %</dd>"), page);
            assertTrue(page.contains("<rect class=\"issued\""), page);
        }
        assertTrue(operator.get("/admin").text().contains("<rect"));
        String guide = member.get("/admin/codes").text();
        assertTrue(guide.contains("HTTP 401, issue."), guide);
        assertTrue(guide.contains("No customerAuthenticator was sent."), guide);
        assertTrue(guide.contains("<strong>What to do:</strong> Send customerAuthenticator as a parameter"), guide);
        for (var refusal : Refusal.values()) {
            assertTrue(guide.contains("id=\"c" + refusal.code() + "\""), refusal.toString());
        }
    }

    @Test
    void refusals_are_drawn_by_code_over_time_with_their_numbers() {
        var account = service.account("refused");
        user("refused", Optional.of(account.id()));
        var client = DashboardClient.signedIn(service, "refused");
        assertTrue(client.get("/admin").text().contains("There were no requests in this time."));
        var bad = List.of(
                Refusal.SECURITY_LEVEL,
                Refusal.KID_LENGTH,
                Refusal.CONTENT_KEY_LENGTH,
                Refusal.COOKIE,
                Refusal.GENERAL_FLAGS,
                Refusal.EXPIRATION_TIME);
        var then = Instant.now().minus(Duration.ofHours(2));
        for (int i = 0; i < bad.size(); i++) {
            for (int times = i; times < bad.size(); times++) refused(account, bad.get(i), then);
        }
        for (String span : List.of("day", "week", "month")) {
            String page = client.get("/admin?span=" + span).text();
            String chart =
                    page.substring(page.indexOf("id=\"chart-codes\""), page.lastIndexOf("<h2>How often each code"));
            assertTrue(chart.contains("<title id=\"title-codes\">Refused by code</title>"), chart);
            String words = "Columns over time: -7004, -4020, -2027, -2033, -5003, others. The axis ends at 30";
            assertTrue(chart.contains(words), chart);
            assertTrue(chart.contains("<a href=\"/admin/codes#c-7004\">-7004</a>"), chart);
            assertEquals(6, chart.split("<rect class=\"code-", -1).length - 1, "one bar for each");
            assertTrue(chart.contains(": 6 -7004, 5 -4020, 4 -2027, 3 -2033, 2 -5003, 1 others</title>"), chart);
            for (int count = 1; count <= bad.size(); count++) {
                assertTrue(chart.contains("<td class=\"number\">" + count + "</td>"), chart);
            }
        }
    }

    private void refused(CreatedAccount account, Refusal why, Instant at) {
        service.operator()
                .ledger()
                .write(Event.of(
                                Event.Kind.REFUSED,
                                at,
                                Event.Origin.of(Environment.TEST, account.id(), Drm.WIDEVINE, "drawn"),
                                Event.Subject.NONE)
                        .refused(Event.Kind.REFUSED, Refused.request(why, "drawn")));
    }

    @Test
    void fairplay_credentials_go_in_and_only_the_certificate_comes_out() {
        var key = RsaPrivateKey.generate(2048, RunningService.RANDOM);
        byte[] certificate = SelfSignedCertificate.make(
                "test",
                key,
                new SelfSignedCertificate.Validity(Instant.now(), Duration.ofDays(1)),
                RunningService.RANDOM);
        List<byte[]> keys = List.of(key.toPkcs8().expose(byte[]::clone));
        String ask = "000102030405060708090a0b0c0d0e0f";
        var stored = member.upload(path(own, "/fairplay"), certificate, keys, ask, "standin");
        assertEquals(303, stored.status(), stored.text());
        String page = member.get(path(own, "/fairplay")).text();
        int at = page.indexOf("number=") + "number=".length();
        String number = page.substring(at, page.indexOf('"', at));
        String download = "/fairplay/certificate?number=" + number;
        assertArrayEquals(certificate, member.get(path(own, download)).body());
        assertEquals(404, member.get(path(foreign, download)).status());
        assertEquals(404, operator.get(path(foreign, download)).status());
        assertFalse(page.contains(ask));
        var without = member.upload(path(own, "/fairplay"), certificate, List.of(), ask, "standin");
        assertEquals(400, without.status());
        assertTrue(without.text().contains("private key"), without.text());
        assertFalse(without.text().contains(ask));
        assertEquals(
                400,
                operator.post(path(foreign, "/fairplay"), "action", "remove", "number", number, "confirm", number)
                        .status());
        assertEquals(
                303,
                member.post(path(own, "/fairplay"), "action", "remove", "number", number, "confirm", number)
                        .status());
        assertEquals(404, member.get(path(own, download)).status());
    }

    @Test
    void a_password_is_changed_by_who_knows_the_old_one() {
        user("changer", Optional.empty());
        var client = DashboardClient.signedIn(service, "changer");
        assertEquals(
                400,
                client.post("/admin/password", "action", "change", "old", "wrong", "password", "another password")
                        .status());
        assertEquals(
                400,
                client.post("/admin/password", "action", "change", "old", DashboardClient.PASSWORD, "password", "short")
                        .status());
        assertEquals(
                303,
                client.post(
                                "/admin/password",
                                "action",
                                "change",
                                "old",
                                DashboardClient.PASSWORD,
                                "password",
                                "another password")
                        .status());
        assertEquals("/admin/sign-in", client.get("/admin").header("Location"));
    }

    @Test
    void production_looks_like_production() {
        String banner = "This is production";
        for (String area : List.of("", "/authenticators", "/balance", "/workbench")) {
            assertTrue(
                    operator.get(path(own, area) + "?environment=production")
                            .text()
                            .contains(banner),
                    area);
            assertFalse(operator.get(path(own, area)).text().contains(banner), area);
        }
    }
}
