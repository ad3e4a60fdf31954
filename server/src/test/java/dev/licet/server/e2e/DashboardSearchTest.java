package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Role;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How people find records: by the search box, by the filter, and in the files that come of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardSearchTest {
    private RunningService service;
    private DashboardClient operator;
    private CreatedAccount account;
    private CreatedAccount caller;
    private String url;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        account = service.account("Looked through");
        caller = service.account("Caller");
        user("root", Optional.empty());
        operator = DashboardClient.signedIn(service, "root");
        url = token("=needle", "film-1");
        assertEquals(
                200, Api.postBytes(url, Viewer.challenge(service, Drm.WIDEVINE)).status());
        token("hay", "film-2");
        refusedToken();
    }

    private void user(String name, Optional<CreatedAccount> of) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        var users = service.operator().dashboard().users();
        users.create(name, of.map(CreatedAccount::id), Role.OWNER, password).orThrow();
    }

    private String token(String cookie, String content) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.putAll(Map.of("cookie", cookie, "contentId", content));
        return service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
    }

    private void refusedToken() {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.putAll(Map.of("cookie", "hay", "securityLevel", "9"));
        parameters.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(parameters));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private EventRecord redeemed() {
        return service.operator().records().latest(account.id(), Environment.TEST, 99).stream()
                .filter(record -> record.kind() == Event.Kind.REDEEMED)
                .findFirst()
                .orElseThrow();
    }

    private String path(String rest) {
        return "/admin/accounts/" + account.id() + rest;
    }

    private int found(DashboardClient client, String text) {
        var reply = client.get("/admin/search?q=" + text);
        assertEquals(200, reply.status(), text);
        return reply.text().split("<tbody>", -1).length - 1;
    }

    @Test
    void whatever_id_somebody_has_leads_to_its_records() {
        EventRecord redeemed = redeemed();
        String token = redeemed.tokenId().orElseThrow();
        assertEquals(2, found(operator, token));
        assertEquals(2, found(operator, "%3Dneedle"));
        assertEquals(2, found(operator, "film-1"));
        assertEquals(4, found(operator, TokenCatalogue.KID));
        assertEquals(4, found(operator, uuid(TokenCatalogue.KID)));
        assertEquals(0, found(operator, "nothing"));
        var device = operator.get("/admin/search?q=" + redeemed.deviceId().orElseThrow());
        assertEquals(303, device.status());
        var request = operator.get("/admin/search?q=" + redeemed.requestId());
        assertEquals(303, request.status());
        String explanation = operator.get(request.header("Location")).text();
        assertTrue(explanation.contains("It was not refused."), explanation);
        assertTrue(explanation.contains(redeemed.requestId()), explanation);
    }

    private static String uuid(String kid) {
        return kid.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Test
    void users_of_an_account_find_nothing_of_another() {
        var other = service.account("Another");
        user("other", Optional.of(other));
        var client = DashboardClient.signedIn(service, "other");
        String token = redeemed().tokenId().orElseThrow();
        for (String text : List.of(token, "hay", "film-1", TokenCatalogue.KID, token + "&account=" + account.id())) {
            assertEquals(0, found(client, text), text);
        }
        assertEquals(404, client.get(path("/records/export?format=csv")).status());
    }

    @Test
    void what_the_filter_finds_is_downloaded_oldest_first() {
        var csv = operator.get(path("/records/export?format=csv&outcome=went+well"));
        assertEquals("text/csv", csv.header("Content-Type"));
        assertTrue(csv.header("Content-Disposition").contains("licet-records-" + account.id() + "-test.csv"));
        List<String> lines = csv.text().lines().toList();
        assertEquals(4, lines.size(), csv.text());
        assertTrue(lines.getFirst().startsWith("event_id,time,kind"), lines.getFirst());
        assertTrue(lines.get(1).contains(",'=needle,film-1,"), lines.get(1));
        var json = operator.get(path("/records/export?format=jsonl&outcome=refused&within=1h"));
        assertEquals(1, json.text().lines().count(), json.text());
        assertTrue(json.text().contains("\"error_code\":-7004"), json.text());
        assertEquals(
                0,
                operator.get(path("/records/export?format=jsonl&content=film-3"))
                        .text()
                        .length());
        var wrong = operator.get(path("/records/export?format=csv&code=x"));
        assertEquals(400, wrong.status());
        assertTrue(wrong.text().contains("value=\"x\""), "what was typed stays");
    }

    @Test
    void the_filter_knows_outcome_content_token_and_device() {
        EventRecord redeemed = redeemed();
        for (String query : List.of(
                "content=film-1",
                "tokenid=" + redeemed.tokenId().orElseThrow(),
                "device=" + redeemed.deviceId().orElseThrow() + "&outcome=went+well",
                "outcome=refused&within=1d")) {
            String page = operator.get(path("/records?" + query)).text();
            int rows = page.split("<tbody>", -1).length - 1;
            boolean one = query.startsWith("device") || query.startsWith("outcome");
            assertEquals(one ? 1 : 2, rows, query);
            assertTrue(page.contains("/records/export?environment=test&amp;format=csv&amp;"), page);
        }
        assertEquals(400, operator.get(path("/records?tokenid=x")).status());
        assertEquals(400, operator.get(path("/records?within=x")).status());
    }

    @Test
    void the_environment_that_was_looked_at_is_remembered() {
        var reply = operator.get(path("/balance?environment=production"));
        String set = reply.header("Set-Cookie");
        assertTrue(set.startsWith("licet-environment=production; "), set);
        String cookies = operator.cookie() + "; licet-environment=production";
        String next =
                Api.get(service.dashboard(path("/balance")), "Cookie", cookies).text();
        assertTrue(next.contains("This is production"), next);
        assertFalse(operator.get(path("/balance")).text().contains("This is production"));
        String back = path("/balance?environment=test");
        assertFalse(Api.get(service.dashboard(back), "Cookie", cookies).text().contains("This is production"));
    }

    @Test
    void what_is_not_there_keeps_the_navigation_of_the_account() {
        var lost = operator.get(path("/nothing"));
        assertEquals(404, lost.status());
        assertTrue(lost.text().contains("aria-label=\"Account\""), lost.text());
        assertTrue(lost.text().contains("Looked through"), lost.text());
    }

    @Test
    void the_reference_is_drawn_from_the_description_and_tries_the_test_environment() {
        assertTrue(
                operator.get("/admin/reference").text().contains("data-description=\"/admin/reference/description\""));
        String description = operator.get("/admin/reference/description").text();
        assertTrue(description.contains("\"/hms/wv/token\""), description);
        assertTrue(description.contains("\"url\":\"\\/admin\\/reference\\/try\"")
                || description.contains("\"url\":\"/admin/reference/try\""));
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("kid", "^tried");
        parameters.put("customerAuthenticator", RunningService.text(caller, Environment.TEST));
        String at = service.dashboard("/admin/reference/try/hms/wv/token");
        var made = Api.postForm(at, Api.form(parameters), "Cookie", operator.cookie());
        assertEquals(200, made.status(), made.text());
        assertTrue(made.text().contains("ExpressPlayToken="), made.text());
        assertTrue(made.header("Content-Security-Policy").startsWith("sandbox;"));
        parameters.put("customerAuthenticator", RunningService.text(caller, Environment.PRODUCTION));
        assertEquals(
                "-2018",
                Api.postForm(at, Api.form(parameters), "Cookie", operator.cookie())
                        .header("Licet-Code"));
        assertEquals(303, Api.postForm(at, Api.form(parameters)).status(), "only for who has signed in");
    }

    @Test
    void a_form_that_was_refused_keeps_what_was_typed_into_it() {
        var balance = operator.post(path("/balance"), "action", "set", "units", "many", "reason", "a typed reason");
        assertEquals(400, balance.status());
        assertEquals(2, balance.text().split("value=\"a typed reason\"|value=\"many\"", -1).length - 1, balance.text());
        var user = operator.post(
                "/admin/users",
                "action",
                "create",
                "name",
                "n",
                "role",
                "finance",
                "account",
                "x",
                "password",
                "sesame");
        assertEquals(400, user.status());
        assertTrue(user.text().contains("value=\"finance\" selected"), user.text());
        assertFalse(user.text().contains("sesame"), "no password comes back");
        var options = operator.post(path(""), "action", "options", "life", "long", "window", "90s", "drm-wv", "on");
        assertTrue(options.text().contains("value=\"long\""), options.text());
        assertEquals(1, options.text().split(" checked", -1).length - 1, options.text());
    }

    @Test
    void a_balance_that_is_low_is_told_on_the_overview_and_on_its_page() {
        var low = service.account("Nearly empty");
        service.units(low.id(), 5);
        assertFalse(operator.get("/admin").text().contains("Balances that are low"));
        var marks = service.operator().administration().lowBalances();
        marks.mark(low.id(), Environment.TEST, OptionalLong.of(10)).orThrow();
        String page = operator.get("/admin/accounts/" + low.id() + "/balance").text();
        assertTrue(page.contains("5 left, and the mark is 10"), page);
        assertTrue(operator.get("/admin").text().contains("5 left, and the mark is 10"));
        user("elsewhere", Optional.of(account));
        var elsewhere = DashboardClient.signedIn(service, "elsewhere");
        assertFalse(elsewhere.get("/admin").text().contains("Balances that are low"));
    }
}
