package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the pages and the API leave in the audit trail, and who sees it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardAuditTest {
    private RunningService service;
    private CreatedAccount account;
    private CreatedAccount other;
    private DashboardClient operator;
    private DashboardClient member;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        account = service.account("films");
        other = service.account("series");
        user("root", Optional.empty());
        user("kate", Optional.of(account.id()));
        operator = DashboardClient.signedIn(service, "root");
        member = DashboardClient.signedIn(service, "kate");
    }

    private void user(String name, Optional<AccountId> of) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create(name, of, Role.OWNER, password)
                .orThrow();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private List<Deed> deeds(Verb verb) {
        var filter = new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(verb),
                Optional.empty(),
                AuditFilter.ALL.from(),
                AuditFilter.ALL.to());
        return service.operator().audit().latest(filter, Long.MAX_VALUE, 100).stream()
                .map(line -> line.deed())
                .toList();
    }

    private Deed last(Verb verb) {
        return deeds(verb).getFirst();
    }

    private String page(CreatedAccount of) {
        return "/admin/accounts/" + of.id();
    }

    @Test
    void a_change_is_noted_with_who_from_where_by_which_request_and_to_whom() {
        var reply = operator.post(
                page(account) + "/balance", "action", "add", "environment", "test", "units", "5", "reason", "gift");
        assertEquals(400, reply.status(), "the balance is unlimited");
        var deed = last(Verb.BALANCE_ADD);
        assertEquals(Actor.Kind.USER, deed.actor().kind());
        assertEquals("root", deed.actor().name());
        assertEquals("127.0.0.1", deed.actor().address());
        assertEquals(reply.header("X-Request-Id"), deed.actor().request());
        assertEquals(Optional.of(account.id()), deed.target().account());
        assertEquals(Optional.of(Environment.TEST), deed.target().environment());
        assertEquals("+5, gift", deed.target().what());
        assertEquals(Ending.Kind.REFUSED, deed.ending().kind());
        operator.post(
                page(account) + "/balance", "action", "set", "environment", "test", "units", "7", "reason", "start");
        assertEquals(new Ending.Done(), last(Verb.BALANCE_SET).ending());
        operator.post(
                page(account) + "/balance", "action", "add", "environment", "test", "units", "5", "reason", "gift");
        assertEquals(new Ending.Done(), last(Verb.BALANCE_ADD).ending());
    }

    @Test
    void a_refused_user_is_not_told_of_as_made() {
        for (int i = 0; i < 2; i++) {
            operator.post(
                    "/admin/users",
                    "action",
                    "create",
                    "name",
                    "kate",
                    "role",
                    "owner",
                    "password",
                    "long enough for it");
        }
        assertEquals(2, deeds(Verb.USER_CREATE).size());
        for (Deed deed : deeds(Verb.USER_CREATE)) {
            assertEquals(
                    "There is a user with that name already.", deed.ending().reason());
        }
    }

    @Test
    void who_may_not_do_something_is_noted_as_refused() {
        assertEquals(403, member.post(page(account), "action", "disable").status());
        assertEquals(
                "only who runs the installation may do this",
                last(Verb.ACCOUNT_DISABLE).ending().reason());
        assertEquals("kate", last(Verb.ACCOUNT_DISABLE).actor().name());
        assertEquals(
                403,
                member.post("/admin/users", "action", "disable", "name", "root").status());
        assertEquals(Ending.Kind.REFUSED, last(Verb.USER_DISABLE).ending().kind());
        assertEquals(
                403,
                operator.post(page(account), "action", "enable", "csrf", "x").status());
        assertEquals(
                "the form was not sent from a page of this session",
                last(Verb.ACCOUNT_ENABLE).ending().reason());
    }

    @Test
    void sign_ins_done_and_failed_and_sign_outs_are_noted_and_no_typed_text_is_kept() {
        var visitor = new DashboardClient(service);
        visitor.get("/admin/sign-in");
        visitor.post("/admin/sign-in", "name", "kate", "password", "wrong wrong wrong");
        var failed = last(Verb.SIGN_IN);
        assertEquals(Actor.Kind.UNKNOWN, failed.actor().kind());
        assertEquals(Optional.of(account.id()), failed.target().account());
        assertEquals("kate, password", failed.target().what());
        assertEquals(new Ending.Refused("wrong password"), failed.ending());
        visitor.post("/admin/sign-in", "name", "correct-horse-battery", "password", "x");
        assertEquals(
                new Ending.Refused("there is no such user"), last(Verb.SIGN_IN).ending());
        assertFalse(last(Verb.SIGN_IN).toString().contains("horse"), "it may have been a password");
        var signedIn = DashboardClient.signedIn(service, "kate");
        assertEquals(new Ending.Done(), last(Verb.SIGN_IN).ending());
        assertEquals("kate", last(Verb.SIGN_IN).actor().name());
        signedIn.post("/admin/sign-out");
        assertEquals("kate", last(Verb.SIGN_OUT).actor().name());
    }

    @Test
    void what_callers_change_in_the_key_store_is_noted() {
        String kid = "00112233445566778899aabbccddeeff";
        String url = service.url(Environment.TEST, "/keystore/keys");
        String kek = "?kek=000102030405060708090a0b0c0d0e0f";
        String bearer = "Bearer " + RunningService.text(account, Environment.TEST);
        String key = "{\"kid\":\"" + kid + "\",\"k\":\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\"}";
        var made = Api.postBytes(
                url + kek,
                key.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
        assertEquals(201, made.status(), made.text());
        var deed = last(Verb.KEY_CREATE);
        assertEquals(Actor.Kind.CALLER, deed.actor().kind());
        assertEquals(account.id().toString(), deed.actor().name());
        assertEquals(kid, deed.target().what());
        assertEquals(new Ending.Done(), deed.ending());
        assertEquals(
                200,
                Api.postBytes(url + kek, key.getBytes(StandardCharsets.UTF_8), "Authorization", bearer)
                        .status());
        assertEquals(1, deeds(Verb.KEY_CREATE).size(), "what was there already is no change");
        assertEquals(
                400,
                Api.postBytes(url + kek, new byte[] {'{'}, "Authorization", bearer)
                        .status());
        assertEquals(Ending.Kind.REFUSED, last(Verb.KEY_CREATE).ending().kind());
        assertFalse(deeds(Verb.KEY_CREATE).toString().contains("a0a1a2a3"), "a key");
    }

    @Test
    void the_page_is_narrowed_and_users_of_an_account_see_only_their_own() {
        operator.post(page(other), "action", "rename", "name", "series two");
        String all = operator.get("/admin/audit?verb=account.rename").text();
        assertTrue(all.contains("series two"), all);
        assertFalse(operator.get("/admin/audit?verb=account.rename&outcome=refused")
                .text()
                .contains("series two"));
        assertFalse(member.get("/admin/audit").text().contains("series two"));
        assertFalse(member.get("/admin/audit?account=" + other.id()).text().contains("series two"));
        assertEquals(400, operator.get("/admin/audit?from=yesterday").status());
        assertEquals(400, operator.get("/admin/audit?verb=dance").status());
    }

    @Test
    void the_trail_can_be_taken_away_as_json_lines_and_as_csv() {
        operator.post(page(other), "action", "rename", "name", "=1+1");
        var lines = operator.get("/admin/audit/export?format=jsonl&verb=account.rename");
        assertEquals("application/jsonl", lines.header("Content-Type"));
        assertTrue(lines.header("Content-Disposition").contains("licet-audit.jsonl"));
        assertTrue(
                lines.text().lines().allMatch(line -> line.startsWith("{\"number\":") && line.endsWith("\"}")),
                lines.text());
        assertTrue(lines.text().contains("\"target\":\"=1+1\""), lines.text());
        String csv = operator.get("/admin/audit/export?format=csv").text();
        assertTrue(csv.startsWith("number,time,") && csv.contains(",'=1+1,"), csv);
        assertFalse(member.get("/admin/audit/export?format=csv").text().contains("=1+1"));
        assertEquals(new Ending.Done(), last(Verb.AUDIT_EXPORT).ending());
        assertEquals("kate", last(Verb.AUDIT_EXPORT).actor().name());
    }

    @Test
    void the_first_start_is_noted_as_the_services_own_work_and_the_chain_is_whole(@TempDir Path data) {
        try (var fresh = RunningService.start(data)) {
            var kinds = fresh.operator().audit().after(AuditFilter.ALL, 0, 10).stream()
                    .collect(java.util.stream.Collectors.toMap(
                            line -> line.deed().verb(),
                            line -> line.deed().actor().kind(),
                            (one, two) -> one));
            assertEquals(Actor.Kind.SERVICE, kinds.get(Verb.WIDEVINE_IMPORT), kinds.toString());
            assertEquals(Actor.Kind.SERVICE, kinds.get(Verb.FAIRPLAY_ADD), kinds.toString());
            assertEquals(List.of(), fresh.operator().verification().findings());
        }
    }
}
