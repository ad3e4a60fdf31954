package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadyBackEnd.Handler;
import dev.licet.domain.credential.PlayReadyBackEnd.Vendor;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.operator.Role;
import dev.licet.drm.credential.GivenSecrets;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page on which an account's PlayReady license maker and the `LA_URL` of its content are set.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPlayReadyTest {
    private static final String FIRST = GivenSecrets.line(LicenseMaker.SECRET);
    private static final String SECOND = GivenSecrets.line(LicenseMaker.OTHER);
    private static final String URL = "https://handler.example/rm.asmx";

    private Path data;
    private RunningService service;
    private DashboardClient operator;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        service = RunningService.start(data);
        user("root", Optional.empty());
        operator = DashboardClient.signedIn(service, "root");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void user(String name, Optional<AccountId> account) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create(name, account, Role.OWNER, password)
                .orThrow();
    }

    private static String page(CreatedAccount account) {
        return "/admin/accounts/" + account.id() + "/playready";
    }

    private Api.Reply set(CreatedAccount account, String kind, String... fields) {
        var all = new ArrayList<>(List.of("action", "set", "kind", kind));
        all.addAll(List.of(fields));
        return operator.post(page(account), all.toArray(String[]::new));
    }

    private void assertSet(CreatedAccount account, String kind, String... fields) {
        var reply = set(account, kind, fields);
        assertEquals(303, reply.status(), reply.text());
        LicenseMaker.waitUntilNoticed();
    }

    private Optional<PlayReadyBackEnd> stored(CreatedAccount account) {
        return service.operator()
                .playReadySetups()
                .of(account.id(), Environment.TEST)
                .backEnd();
    }

    private static List<String> ids(Handler handler) {
        return handler.secrets().stream().map(GrantSecret::id).toList();
    }

    private String trail(CreatedAccount account) {
        return service.operator()
                        .audit()
                        .latest(AuditFilter.ALL.of(account.id()), Long.MAX_VALUE, 20)
                        .toString()
                + operator.get("/admin/audit").text();
    }

    @Test
    void a_handler_is_set_its_secrets_change_places_and_none_is_shown() {
        var account = service.account("handler");
        assertTrue(operator.get(page(account)).text().contains("No license maker is set"));
        assertSet(account, "handler", "url", URL, "secrets", FIRST);
        String shown = operator.get(page(account) + "?note=MAKER_SET").text();
        assertTrue(shown.contains(URL) && shown.contains("<dd>first</dd>"), shown);
        assertSet(account, "handler", "url", URL + "2", "secrets", SECOND + "\r\nfirst\r\n");
        var both = (Handler) stored(account).orElseThrow();
        assertEquals(List.of("second", "first"), ids(both));
        assertTrue(both.secrets().getLast().key().sameAs(LicenseMaker.SECRET.key()), "the one that was set");
        assertSet(account, "handler", "url", URL, "secrets", "second");
        assertEquals(List.of("second"), ids((Handler) stored(account).orElseThrow()));
        assertEquals(
                303,
                operator.post(page(account), "action", "remove", "confirm", "" + account.id())
                        .status());
        assertTrue(operator.get(page(account)).text().contains("No license maker is set"));
        String trail = trail(account);
        for (String action : List.of("set a PlayReady license maker", "remove a PlayReady license maker")) {
            assertTrue(trail.contains(action), trail);
        }
        for (String text : List.of(shown, trail)) {
            assertFalse(text.contains(FIRST.substring(6)) || text.contains(SECOND.substring(7)), "a secret");
        }
    }

    @Test
    void a_vendor_keeps_headers_by_name_only_for_the_host_that_knows_them() {
        var account = service.account("vendor");
        assertSet(account, "vendor", "url", URL, "headers", "X-Key: s3cret\nX-Order: {cookie}");
        String shown = operator.get(page(account)).text();
        assertTrue(shown.contains("X-Key, X-Order"), shown);
        assertFalse(shown.contains("s3cret"), shown);
        assertSet(account, "vendor", "url", URL + "?a=1", "headers", "x-key\nX-New: 1");
        var headers = ((Vendor) stored(account).orElseThrow()).headers();
        assertEquals(
                List.of("X-Key", "X-New"),
                headers.stream().map(UpstreamHeader::name).toList());
        var elsewhere = set(account, "vendor", "url", "https://elsewhere.example/", "headers", "X-Key");
        assertEquals(400, elsewhere.status());
        assertTrue(elsewhere.text().contains("type its value again"), elsewhere.text());
        assertTrue(elsewhere.text().contains("value=\"https://elsewhere.example/\""), "to be mended");
    }

    @Test
    void the_test_server_wants_to_be_confirmed_and_is_not_for_production() {
        var account = service.account("test server");
        var unconfirmed = set(account, "microsoft-test");
        assertEquals(400, unconfirmed.status());
        assertTrue(unconfirmed.text().contains("Please confirm that the content keys"), unconfirmed.text());
        assertEquals(Optional.empty(), stored(account));
        assertSet(account, "microsoft-test", "known", "on");
        assertEquals(
                PlayReadyBackEnd.MicrosoftTest.PUBLIC,
                stored(account).orElseThrow().url());
        var production = set(account, "microsoft-test", "known", "on", "environment", "production");
        assertEquals(400, production.status(), production.text());
        assertFalse(
                operator.get(page(account) + "?environment=production").text().contains("value=\"microsoft-test\""));
    }

    @Test
    void what_packagers_announce_is_set_apart_from_the_license_maker() {
        var account = service.account("announced");
        String url = "https://drm.example.com/playready/RightsManager.asmx";
        assertSet(account, "handler", "url", URL, "secrets", FIRST);
        var set = operator.post(page(account), "action", "announce", "announced", url);
        assertEquals(303, set.status(), set.text());
        String shown = operator.get(page(account)).text();
        assertTrue(shown.contains(url) && shown.contains(URL), shown);
        var refused = operator.post(page(account), "action", "announce", "announced", "ftp://a.example/");
        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("The LA_URL must begin with http"), refused.text());
        assertEquals(303, operator.post(page(account), "action", "announce").status());
        String without = operator.get(page(account)).text();
        assertFalse(without.contains(url));
        assertTrue(without.contains(URL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    handler | http://a.example/ | first:AA   | Secret first: must have 32 bytes.
                    handler | http://a.example/ | FIRST      | Address: must begin with https
                    handler | https://a.example | ''         | Secret: there must be one or two.
                    handler | https://a.example | other      | A secret is written as a name, a colon
                    handler | https://a.example | FIRST FIRST | Secret: the two must have different names.
                    handler | ''                | FIRST      | Address: please fill this in.
                    vendor  | https://[         | A: 1       | The address is no URL.
                    vendor  | https://a.example | Host: 1    | Header: this name cannot be used.
                    vendor  | https://a.example | A:1 a:2    | The header a is given twice.
                    nobody  | https://a.example | ''         | License maker: please choose one.
                    """)
    void what_cannot_be_set_is_refused_without_repeating_a_secret(String kind, String url, String given, String words) {
        var account = service.account("refused");
        String lines = given.replace(": ", ":").replace(' ', '\n').replace("FIRST", FIRST);
        var reply = set(account, kind, "url", url, "secrets", lines, "headers", lines);
        assertEquals(400, reply.status(), reply.text());
        assertTrue(reply.text().contains(words), reply.text());
        assertFalse(reply.text().contains(FIRST.substring(6)), "a secret");
        assertEquals(Optional.empty(), stored(account));
    }

    @Test
    void only_who_runs_the_installation_says_where_challenges_go() {
        var account = service.account("members");
        user("member", Optional.of(account.id()));
        var member = DashboardClient.signedIn(service, "member");
        String page = member.get(page(account)).text();
        assertTrue(page.contains("No license maker is set"), page);
        assertFalse(page.contains("<textarea") || page.contains("value=\"set\""), page);
        for (String action : List.of("set", "announce", "remove")) {
            var reply = member.post(page(account), "action", action, "kind", "microsoft-test", "known", "on");
            assertEquals(403, reply.status());
        }
        assertEquals(Optional.empty(), stored(account));
    }

    @Test
    void whether_a_certificate_is_shown_to_license_makers_is_said() {
        var account = service.account("certificate");
        assertTrue(operator.get(page(account)).text().contains("are shown none"));
    }

    @Test
    void a_row_that_somebody_changed_is_told_and_can_be_removed() throws Exception {
        var account = service.account("damaged");
        assertSet(account, "handler", "url", URL, "secrets", FIRST);
        try (var tamper = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = tamper.prepareStatement("UPDATE playready_setup SET url = ? WHERE account = ?")) {
            statement.setString(1, "https://evil.example/");
            statement.setLong(2, account.id().value());
            assertEquals(1, statement.executeUpdate());
        }
        String page = operator.get(page(account)).text();
        assertTrue(page.contains("somebody changed its row"), page);
        assertFalse(page.contains("evil"), page);
        assertEquals(
                303,
                operator.post(page(account), "action", "remove", "confirm", "" + account.id())
                        .status());
        assertTrue(operator.get(page(account)).text().contains("No license maker is set"));
    }
}
