package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
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

/// The page on which the Widevine back end of an account is set, tried and removed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardWidevineTest {
    private RunningService service;
    private Vendor vendor;
    private DashboardClient operator;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path vendors) {
        service = RunningService.start(data);
        vendor = new Vendor(vendors);
        user("root", Optional.empty());
        operator = DashboardClient.signedIn(service, "root");
    }

    @AfterAll
    void stop() {
        vendor.close();
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
        return "/admin/accounts/" + account.id() + "/widevine";
    }

    private Api.Reply set(CreatedAccount account, String kind, String... fields) {
        var all = new ArrayList<>(List.of("action", "set", "kind", kind));
        all.addAll(List.of(fields));
        return operator.post(page(account), all.toArray(String[]::new));
    }

    private Optional<WidevineBackEnd> stored(CreatedAccount account) {
        var asOfNow = service.operator().administration().widevineBackEnds();
        if (asOfNow.show(account.id(), Environment.TEST).isEmpty()) return Optional.empty();
        for (int tries = 0; tries < 100; tries++) {
            var known = service.operator().widevineBackEnds().of(account.id(), Environment.TEST);
            if (known.map(backEnd -> isSame(backEnd, account)).orElse(false)) return known;
            pause();
        }
        throw new IllegalStateException("the change is not noticed");
    }

    private boolean isSame(WidevineBackEnd known, CreatedAccount account) {
        var entry = service.operator()
                .administration()
                .widevineBackEnds()
                .show(account.id(), Environment.TEST)
                .orElseThrow();
        return switch (known) {
            case WidevineBackEnd.Embedded none -> entry.kind().equals("embedded");
            case SignedJson signed ->
                entry.url().equals(Optional.of(signed.url().toString()))
                        && entry.provider().equals(Optional.of(signed.provider()));
            case Relay relay ->
                entry.url().equals(Optional.of(relay.url().toString()))
                        && entry.headers()
                                .equals(relay.headers().stream()
                                        .map(UpstreamHeader::name)
                                        .toList());
        };
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> audited(CreatedAccount account) {
        return service.operator().audit().latest(AuditFilter.ALL.of(account.id()), Long.MAX_VALUE, 20).stream()
                .map(AuditLine::toString)
                .toList();
    }

    @Test
    void a_getlicense_server_is_set_tried_changed_and_removed_without_showing_its_secrets() {
        var account = service.account("signed");
        assertTrue(operator.get(page(account)).text().contains("No upstream is set"));
        String url = vendor.signedJson().url().toString();
        var set = set(
                account, "signed-json", "url", url, "provider", Vendor.PROVIDER, "key", Vendor.KEY, "iv", Vendor.IV);
        assertEquals(303, set.status(), set.text());
        String shown = operator.get(page(account) + "?note=BACK_END_SET").text();
        assertTrue(shown.contains(url) && shown.contains(Vendor.PROVIDER), shown);
        var tried = operator.post(page(account), "action", "try");
        assertEquals(200, tried.status());
        assertTrue(tried.text().contains("badge good\">works<"), tried.text());
        assertTrue(tried.text().contains("The upstream has given its certificate."), tried.text());

        assertEquals(
                303,
                set(account, "signed-json", "url", url + "x", "provider", "another")
                        .status());
        var kept = (SignedJson) stored(account).orElseThrow();
        assertEquals("another", kept.provider());
        assertTrue(kept.key().sameAs(SecretBytes.parseHex(Vendor.KEY))
                && kept.iv().sameAs(SecretBytes.parseHex(Vendor.IV)));
        var failed = operator.post(page(account), "action", "try").text();
        assertTrue(failed.contains("badge bad\">does not work<"), failed);

        assertEquals(
                303,
                operator.post(page(account), "action", "remove", "confirm", "" + account.id())
                        .status());
        assertEquals(Optional.empty(), stored(account));
        assertEquals(400, operator.post(page(account), "action", "try").status());
        String trail = String.join("\n", audited(account))
                + operator.get("/admin/audit").text();
        for (String action : List.of("set", "try", "remove")) {
            assertTrue(trail.contains(action + " a Widevine back end"), trail);
        }
        for (String page : List.of(shown, tried.text(), failed, trail)) {
            assertFalse(page.contains(Vendor.KEY) || page.contains(Vendor.IV), "a secret");
        }
    }

    @Test
    void a_relay_keeps_its_headers_only_for_the_host_that_knows_them() {
        var account = service.account("relay");
        String url = vendor.relay().url().toString();
        String headers = "X-Api-Key: " + Vendor.API_KEY + "\r\n\r\nX-Order: {cookie}";
        assertEquals(303, set(account, "relay", "url", url, "headers", headers).status());
        String shown = operator.get(page(account)).text();
        assertTrue(shown.contains("X-Api-Key, X-Order"), shown);
        assertFalse(shown.contains(Vendor.API_KEY), shown);
        assertTrue(operator.post(page(account), "action", "try").text().contains("badge good\">works<"));

        assertEquals(
                303, set(account, "relay", "url", url + "?x=1", "keep", "on").status());
        assertEquals(2, ((Relay) stored(account).orElseThrow()).headers().size());
        var elsewhere = set(account, "relay", "url", "https://elsewhere.example/raw", "keep", "on");
        assertEquals(400, elsewhere.status());
        assertTrue(elsewhere.text().contains("Headers: please type this again"), elsewhere.text());
        assertTrue(elsewhere.text().contains("value=\"https://elsewhere.example/raw\""), "to be mended");
        assertEquals(url + "?x=1", ((Relay) stored(account).orElseThrow()).url().toString());

        assertEquals(
                303,
                set(account, "relay", "url", url, "keep", "on", "headers", "X-Order: 1")
                        .status());
        assertEquals(1, ((Relay) stored(account).orElseThrow()).headers().size());
        assertEquals(303, set(account, "relay", "url", url).status());
        assertEquals(List.of(), ((Relay) stored(account).orElseThrow()).headers());
        assertTrue(operator.post(page(account), "action", "try").text().contains("badge bad\">does not work<"));
        assertEquals(303, set(account, "embedded").status());
        assertEquals(Optional.of(new WidevineBackEnd.Embedded()), stored(account));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    signed-json | http://a.example/     | Address: must begin with https
                    signed-json | https://u@a.example/  | Address: must name a host and no user
                    signed-json | //a.example           | Address: must begin with https
                    signed-json | nothing               | Address: must name a host
                    signed-json | https://[             | The address is no URL.
                    signed-json | ''                    | Address: please fill this in.
                    relay       | ftp://a.example/      | Address: must begin with https
                    nobody      | https://a.example/    | Back end: please choose one.
                    """)
    void what_cannot_be_asked_is_refused(String kind, String url, String words) {
        var account = service.account("refused");
        var reply = set(account, kind, "url", url, "provider", "p", "key", Vendor.KEY, "iv", Vendor.IV);
        assertEquals(400, reply.status(), reply.text());
        assertTrue(reply.text().contains(words), reply.text());
        assertFalse(reply.text().contains(Vendor.KEY));
        assertEquals(Optional.empty(), stored(account));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    00  | 00 | What was typed is no signing key: it must have 64 hexadecimal digits or 32 bytes.
                    key | 00 | What was typed is no IV: it must have 32 hexadecimal digits or 16 bytes.
                    key | '' | IV: please fill this in.
                    ''  | iv | Signing key: please fill this in.
                    ''  | '' | Signing key: please fill this in.
                    """)
    void keys_that_are_none_are_refused_without_repeating_them(String key, String iv, String words) {
        var account = service.account("keys");
        var reply = set(
                account,
                "signed-json",
                "url",
                "https://a.example/",
                "provider",
                "p",
                "key",
                key.replace("key", Vendor.KEY),
                "iv",
                iv.replace("iv", Vendor.IV));
        assertEquals(400, reply.status());
        assertTrue(reply.text().contains(words), reply.text());
        assertFalse(reply.text().contains(Vendor.KEY) || reply.text().contains(Vendor.IV));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    no colon         | A header is written as
                    Host: a          | Header: this name cannot be used.
                    A: 1\\nb:2\\na:3 | The header a is given twice.
                    <b>: 1           | Header: this name cannot be used.
                    """)
    void headers_that_cannot_be_sent_are_refused(String headers, String words) {
        var account = service.account("headers");
        var reply = set(account, "relay", "url", "https://a.example/", "headers", headers.replace("\\n", "\n"));
        assertEquals(400, reply.status());
        assertTrue(reply.text().contains(words), reply.text());
        assertEquals(Optional.empty(), stored(account));
    }

    @Test
    void only_who_runs_the_installation_says_where_requests_go() {
        var account = service.account("members");
        user("member", Optional.of(account.id()));
        var member = DashboardClient.signedIn(service, "member");
        String page = member.get(page(account)).text();
        assertTrue(page.contains("No upstream is set"), page);
        assertFalse(page.contains("<textarea") || page.contains("value=\"set\""), page);
        for (String action : List.of("set", "try", "remove")) {
            assertEquals(
                    403,
                    member.post(page(account), "action", action, "kind", "embedded")
                            .status());
        }
        assertEquals(
                403,
                operator.post(page(account), "csrf", member.csrf(), "action", "set", "kind", "embedded")
                        .status());
        assertEquals(Optional.empty(), stored(account));
    }

    @Test
    void what_was_typed_and_what_an_upstream_says_come_back_as_text() {
        String script = "<script>alert(1)</script>";
        try (var upstream = new LoopbackServer(
                request -> Optional.of(LoopbackServer.Answer.of(200, "{\"status\":\"" + script + "\"}")))) {
            var account = service.account(script);
            String url = upstream.url("/a'b").toString();
            String[] typed = {"url", url, "provider", script, "key", Vendor.KEY, "iv", Vendor.IV};
            assertEquals(303, set(account, "signed-json", typed).status());
            var refused = set(account, "signed-json", "url", "https://[" + script, "provider", script + " ");
            assertEquals(400, refused.status());
            String tried = operator.post(page(account), "action", "try").text();
            assertTrue(tried.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), tried);
            String trail = operator.get("/admin/audit").text();
            assertTrue(trail.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), trail);
            for (String page : List.of(operator.get(page(account)).text(), refused.text(), tried, trail)) {
                assertFalse(page.contains("<script>"), page);
            }
        }
    }

    @Test
    void a_link_fills_in_nothing() {
        var account = service.account("linked");
        String page = operator.get(page(account) + "?kind=relay&url=https://evil.example/&provider=evil")
                .text();
        assertFalse(page.contains("evil"), page);
    }

    @Test
    void a_row_that_somebody_changed_is_told_and_can_be_removed(@TempDir Path data) throws SQLException {
        try (var other = RunningService.start(data)) {
            var account = other.account("damaged");
            var root = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
            other.operator()
                    .dashboard()
                    .users()
                    .create("root", Optional.empty(), Role.OWNER, root)
                    .orThrow();
            var client = DashboardClient.signedIn(other, "root");
            client.post(page(account), "action", "set", "kind", "relay", "url", "https://a.example/");
            try (var tamper = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                    var statement = tamper.createStatement()) {
                assertEquals(1, statement.executeUpdate("UPDATE widevine_back_end SET url = 'https://evil.example/'"));
            }
            String page = client.get(page(account)).text();
            assertTrue(page.contains("somebody changed its row"), page);
            assertFalse(page.contains("evil"), page);
            assertEquals(
                    303,
                    client.post(page(account), "action", "remove", "confirm", "" + account.id())
                            .status());
            assertTrue(client.get(page(account)).text().contains("No upstream is set"));
        }
    }
}
