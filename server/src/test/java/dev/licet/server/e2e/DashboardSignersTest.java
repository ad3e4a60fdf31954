package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.dualrun.Comparison;
import dev.licet.domain.dualrun.Difference;
import dev.licet.domain.dualrun.Trait;
import dev.licet.domain.operator.Role;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The page on which the signers of an account are made, get other keys, are removed, and send their
/// requests elsewhere.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardSignersTest {
    private static final Environment TEST = Environment.TEST;
    private static final String URL = "https://license.example/cenc/getlicense/studio";
    private static final byte[] MESSAGE = "{}".getBytes(StandardCharsets.US_ASCII);

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
        return "/admin/accounts/" + account.id() + "/signers";
    }

    private Api.Reply act(CreatedAccount account, String action, String name, String... fields) {
        var all = new ArrayList<>(List.of("action", action, "name", name));
        all.addAll(List.of(fields));
        return operator.post(page(account), all.toArray(String[]::new));
    }

    private void assertDone(Api.Reply reply) {
        assertEquals(303, reply.status(), reply.text());
    }

    private void assertRefused(Api.Reply reply, String why) {
        assertEquals(400, reply.status(), reply.text());
        assertTrue(reply.text().contains(why), reply.text());
    }

    private Optional<Signer> stored(String name) {
        LicenseMaker.waitUntilNoticed();
        return service.operator().signers().find(TEST, name);
    }

    private Optional<DualRun> sent(String name) {
        LicenseMaker.waitUntilNoticed();
        return service.operator().dualRuns().dualRun(TEST, name);
    }

    private String trail(CreatedAccount account) {
        return service.operator()
                        .audit()
                        .latest(AuditFilter.ALL.of(account.id()), Long.MAX_VALUE, 50)
                        .toString()
                + operator.get("/admin/audit").text();
    }

    /// The signing key and the IV that a page shows once.
    private static AesKey shown(Api.Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        List<String> secrets = Pattern.compile("class=\"secret\">([0-9a-f]+)<")
                .matcher(reply.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        return new AesKey(SecretBytes.parseHex(secrets.get(0)), SecretBytes.parseHex(secrets.get(1)));
    }

    @Test
    void a_signer_is_made_gets_another_key_and_is_removed_by_its_name() {
        var account = service.account("signing");
        assertTrue(operator.get(page(account)).text().contains("This account has no signer in test"));
        AesKey first = shown(act(account, "create", "signing-1"));
        assertTrue(stored("signing-1").orElseThrow().key().verifies(MESSAGE, first.sign(MESSAGE)));
        assertRefused(act(account, "create", "signing-1"), "There is a signer with that name already.");
        assertRefused(act(account, "rotate", "signing-1"), "New key: please type signing-1 to confirm.");
        AesKey second = shown(act(account, "rotate", "signing-1", "confirm", "signing-1"));
        assertTrue(stored("signing-1").orElseThrow().key().verifies(MESSAGE, second.sign(MESSAGE)));
        assertFalse(stored("signing-1").orElseThrow().key().verifies(MESSAGE, first.sign(MESSAGE)));
        String list = operator.get(page(account)).text();
        assertTrue(list.contains("/wv/getlicense/signing-1") && list.contains("/wv/getcontentkey/signing-1"), list);
        assertRefused(act(account, "remove", "signing-1", "confirm", "signing"), "please type signing-1 to confirm.");
        assertDone(act(account, "remove", "signing-1", "confirm", "signing-1"));
        assertEquals(Optional.empty(), stored("signing-1"));
        String trail = trail(account);
        for (String verb : List.of("SIGNER_CREATE", "SIGNER_ROTATE", "SIGNER_REMOVE")) {
            assertTrue(trail.contains(verb), trail);
        }
        for (SecretBytes secret : List.of(first.key(), first.iv(), second.key(), second.iv())) {
            assertFalse((trail + list).contains(secret.expose(HexFormat.of()::formatHex)));
        }
    }

    @Test
    void keys_that_somebody_has_are_taken_and_never_shown() {
        var account = service.account("bringing");
        assertDone(act(account, "create", "bringing-aes", "key", Vendor.KEY, "iv", Vendor.IV));
        assertTrue(operator.get(page(account)).text().contains("AES-256, with an IV"));
        var half = RsaPrivateKey.generate(2048, new SecureRandom()).publicKey();
        String pem = "-----BEGIN RSA PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(half.toPkcs1())
                + "\n-----END RSA PUBLIC KEY-----\n";
        assertDone(act(account, "create", "bringing-rsa", "rsa", pem));
        String list = operator.get(page(account)).text();
        assertTrue(list.contains("RSA, the public half"), list);
        assertRefused(act(account, "create", "a", "key", Vendor.KEY), "Signing key and IV go together.");
        assertRefused(
                act(account, "create", "a", "key", Vendor.KEY, "iv", Vendor.IV, "rsa", pem), "one key: AES or RSA.");
        assertRefused(act(account, "create", "a", "key", "00", "iv", Vendor.IV), "signing key");
        assertRefused(act(account, "create", "a", "rsa", "no key"), "is no RSA key of 2048 to 4096 bits");
        var odd = act(account, "create", Vendor.KEY + "/", "key", Vendor.KEY, "iv", Vendor.IV);
        assertRefused(odd, "letters, digits, points, hyphens and underscores");
        String everything = trail(account)
                + list
                + act(account, "create", "a", "key", Vendor.KEY).text();
        assertFalse(everything.contains(Vendor.KEY) || everything.contains(Vendor.IV));
    }

    @Test
    void a_dual_run_is_set_changed_and_ended() {
        var account = service.account("running");
        act(account, "create", "running-1");
        assertDone(act(account, "send", "running-1", "url", URL, "leader", "theirs"));
        String page = operator.get(page(account)).text();
        assertTrue(page.contains(URL + ", theirs leads") && page.contains("value=\"end\""), page);
        assertRefused(act(account, "send", "running-1", "url", "http://a.example/", "leader", "ours"), "https");
        assertRefused(act(account, "send", "running-1", "leader", "ours"), "Address: please fill this in.");
        var unsure = act(account, "send", "running-1", "url", URL + "/new", "leader", "both");
        assertRefused(unsure, "Leader: please choose one.");
        assertTrue(unsure.text().contains("value=\"" + URL + "/new\""), "what was typed can be mended");
        assertRefused(act(account, "send", "nobody", "url", URL, "leader", "ours"), "no signer of that name");
        assertDone(act(account, "send", "running-1", "url", URL, "leader", "ours"));
        assertEquals(Leader.OURS, sent("running-1").orElseThrow().leader());
        assertDone(act(account, "end", "running-1"));
        assertEquals(Optional.empty(), sent("running-1"));
        String trail = trail(account);
        assertTrue(trail.contains("running-1: " + URL + ", leader theirs"), trail);
    }

    @Test
    void an_address_of_the_page_fills_in_nothing() {
        var account = service.account("linked");
        act(account, "create", "linked-1");
        String page = operator.get(page(account) + "?action=send&name=linked-1&url=https://evil.example/&leader=ours")
                .text();
        assertFalse(page.contains("evil"), page);
    }

    private void compared(CreatedAccount account, String requestId, Comparison.Result result) {
        var times = new Comparison.Times(Optional.empty(), Optional.empty());
        var origin = Origin.of(TEST, account.id(), Drm.WIDEVINE, requestId);
        service.operator()
                .ledger()
                .write(Event.of(Event.Kind.COMPARED, Instant.now(), origin, Subject.NONE)
                        .with(new Comparison(Leader.OURS, result, times, false).facts("comparing", 0)));
    }

    @Test
    void comparisons_are_counted_with_what_they_differ_in_and_what_another_service_says_is_text() {
        var account = service.account("comparing");
        String script = "<script>alert(1)</script>";
        compared(account, "same-1", Comparison.of(List.of()));
        compared(account, "other-1", Comparison.of(List.of(new Difference(Trait.CONTENT_ID, "film", script))));
        compared(account, "failed-1", new Comparison.Failed("did not answer in time"));
        String page = operator.get(page(account)).text();
        assertTrue(page.contains("Comparisons of comparing"), page);
        assertTrue(page.contains("ours film, theirs &lt;script&gt;alert(1)&lt;/script&gt;"), page);
        assertFalse(page.contains(script), page);
        assertTrue(page.contains("did not answer in time"), page);
        String link = "/admin/accounts/" + account.id() + "/explain?environment=test&amp;request=other-1";
        assertTrue(page.contains(link), page);
        assertFalse(
                operator.get(page(account) + "?environment=production").text().contains("Comparisons of"));
        assertFalse(operator.get(page(service.account("other"))).text().contains("Comparisons of"));
    }

    @Test
    void a_user_of_the_account_sees_its_signers_and_changes_none() {
        var account = service.account("owned");
        act(account, "create", "owned-1");
        user("owner-of-signers", Optional.of(account.id()));
        var member = DashboardClient.signedIn(service, "owner-of-signers");
        String page = member.get(page(account)).text();
        assertTrue(page.contains("owned-1"), page);
        assertFalse(page.contains("value=\"create\"") || page.contains("value=\"send\""), page);
        for (String action : List.of("create", "rotate", "remove", "send", "end")) {
            assertEquals(
                    403,
                    member.post(page(account), "action", action, "name", "owned-1", "confirm", "owned-1")
                            .status());
        }
        var another = service.account("another");
        for (String action : List.of("rotate", "remove")) {
            assertRefused(act(another, action, "owned-1", "confirm", "owned-1"), "no signer of that name");
        }
        assertTrue(stored("owned-1").isPresent());
    }

    @Test
    void a_row_that_somebody_changed_is_told_and_can_be_mended() throws SQLException {
        var account = service.account("damaged");
        act(account, "create", "damaged-1");
        act(account, "send", "damaged-1", "url", URL, "leader", "theirs");
        try (var tamper = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = tamper.createStatement()) {
            assertEquals(
                    1,
                    statement.executeUpdate(
                            "UPDATE signer SET sealed_dual_run = x'00112233' WHERE name = 'damaged-1'"));
        }
        String page = operator.get(page(account)).text();
        assertTrue(page.contains("somebody changed the row of one"), page);
        assertDone(act(account, "send", "damaged-1", "url", URL, "leader", "theirs"));
        assertTrue(operator.get(page(account)).text().contains(URL + ", theirs leads"));
    }
}
