package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Remedy;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Profile;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.server.e2e.TokenCatalogue.Caller;
import dev.licet.server.e2e.TokenCatalogue.Case;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Raises every code of one DRM system, and reads the same code, its rule and its remedy from `/explain`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExplainContract {
    private final Drm drm;
    protected RunningService service;
    private final Map<Caller, String> authenticators = new EnumMap<>(Caller.class);

    ExplainContract(Drm drm) {
        this.drm = drm;
    }

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        authenticators.putAll(Cast.of(service, drm));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /// A fresh one that licenses can be had from.
    protected CreatedAccount account(String name) {
        return service.account(name);
    }

    List<Case> cases() {
        return TokenCatalogue.of(drm).stream()
                .filter(bad -> bad.caller() != Caller.NOBODY && bad.caller() != Caller.UNKNOWN)
                .toList();
    }

    private Api.Reply explain(Environment environment, String authenticator, String... question) {
        return Api.postForm(
                service.url(environment, "/explain"),
                Api.form(Api.parameters(question)),
                "Authorization",
                "Bearer " + authenticator);
    }

    protected Api.Reply explain(CreatedAccount account, String... question) {
        return explain(Environment.TEST, RunningService.text(account, Environment.TEST), question);
    }

    private static void assertExplains(int code, String rule, Api.Reply reply) {
        String text = reply.text();
        assertEquals(200, reply.status(), text);
        assertTrue(text.startsWith("{\"refused\":true,\"code\":" + code + ",\"rule\":\"" + rule + "\","), text);
        String remedy = Remedy.of(Refusal.ofCode(code).orElseThrow());
        assertTrue(text.contains("\"remedy\":\"" + remedy + "\""), text);
        assertTrue(text.contains("{\"rule\":\"" + rule + "\",\"says\":"), text);
        assertTrue(text.contains("\"clock\":{\"now\":\""), text);
        assertEquals(text.contains("\"ifRedeemedNow\"") ? 2 : 1, failures(text) + (notNow(text) ? 1 : 0), text);
        for (String secret : List.of(TokenCatalogue.KEY, TokenCatalogue.KEK, TokenCatalogue.EK, TokenCatalogue.IV)) {
            assertFalse(text.contains(secret), "a secret came back");
        }
    }

    private static int failures(String text) {
        return text.split("\"result\":\"failed\"", -1).length - 1;
    }

    /// Whether what was refused then would not be refused now.
    private static boolean notNow(String text) {
        return text.contains("\"ifRedeemedNow\":{\"refused\":false");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_refused_token_request_is_explained(Case bad) {
        boolean production = bad.caller() == Caller.NO_CREDENTIALS;
        Environment environment = production ? Environment.PRODUCTION : Environment.TEST;
        var all = new LinkedHashMap<>(bad.parameters());
        all.put("customerAuthenticator", authenticators.get(bad.caller()));
        var refused = Api.postForm(service.tokenUrl(environment, drm), Api.form(all));
        String id = refused.header("X-Request-Id");
        var reply = asOwner(bad.caller(), environment, id);
        assertExplains(bad.code(), bad.rule(), reply);
        assertTrue(reply.text().contains("\"way\":\"issue\""), reply.text());
        assertTrue(reply.text().contains("\"request_id\":\"" + id + "\""), reply.text());
    }

    /// An account that is switched off is told nothing until it is on again.
    private Api.Reply asOwner(Caller caller, Environment environment, String id) {
        String authenticator =
                caller == Caller.OTHER_ENVIRONMENT ? service.demo(Environment.TEST) : authenticators.get(caller);
        if (caller != Caller.DISABLED) return explain(environment, authenticator, "requestId", id);
        var account = AccountId.parse(authenticator.substring(0, authenticator.indexOf(',')))
                .orElseThrow();
        assertEquals(
                "-2031", explain(environment, authenticator, "requestId", id).header("Licet-Code"));
        service.enable(account, true);
        var reply = explain(environment, authenticator, "requestId", id);
        service.enable(account, false);
        return reply;
    }

    /// The code of packagers is none of token requests or redemptions.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEY_REQUEST")
    void every_code_can_be_ordered_in_test_and_is_explained(Refusal refusal) {
        var account = account("ordered");
        var all = TokenCatalogue.good(drm);
        all.put("licetFault", "code:" + refusal.code());
        var reply = ask(account, all);
        if (reply.status() == 200) reply = Api.postBytes(RunningService.url(reply.text()), challenge());
        assertEquals(Integer.toString(refusal.code()), reply.header("Licet-Code"), reply.text());
        var explained = explain(account, "requestId", reply.header("X-Request-Id"));
        String text = explained.text();
        assertTrue(text.startsWith("{\"refused\":true,\"code\":" + refusal.code() + ","), text);
        assertTrue(text.contains("\"remedy\":\"" + Remedy.of(refusal) + "\""), text);
        assertTrue(text.contains("ordered with licetFault"), text);
    }

    private Api.Reply ask(CreatedAccount account, Map<String, String> parameters) {
        return ask(account, Environment.TEST, parameters);
    }

    private Api.Reply ask(CreatedAccount account, Environment environment, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        all.put("customerAuthenticator", RunningService.text(account, environment));
        return Api.postForm(service.tokenUrl(environment, drm), Api.form(all));
    }

    protected byte[] challenge() {
        return Viewer.challenge(service, drm);
    }

    protected String token(CreatedAccount account, String... changes) {
        var parameters = TokenCatalogue.good(drm);
        parameters.putAll(Api.parameters(changes));
        return service.token(RunningService.text(account, Environment.TEST), drm, parameters);
    }

    /// Redeems what must be refused, and explains it by request, by cookie and by token.
    protected String refused(CreatedAccount account, int code, String rule, String url, byte[] body) {
        var reply = Api.postBytes(url, body);
        assertEquals(Integer.toString(code), reply.header("Licet-Code"), reply.text());
        var explained = explain(account, "requestId", reply.header("X-Request-Id"));
        assertExplains(code, rule, explained);
        assertTrue(explained.text().contains("\"way\":\"redeem\""), explained.text());
        assertTrue(explained.text().contains("\"tokenExpiresIn\":"), explained.text());
        var byToken = explain(account, "token", url);
        assertExplains(code, rule, byToken);
        return byToken.text();
    }

    @Test
    void an_expired_token_is_told_with_the_distance() throws InterruptedException {
        var account = account("late");
        String url = token(account, "expirationTime", "+1");
        Thread.sleep(2100);
        var never = explain(account, "token", url);
        assertExplains(-4010, "fresh", never);
        assertTrue(never.text().contains("\"tokenExpiresIn\":-"), never.text());
        String text = refused(account, -4010, "fresh", url, challenge());
        assertTrue(text.contains("seconds ago; the server's time is"), text);
    }

    @Test
    void a_used_up_token_is_told_with_its_count() {
        var account = account("once");
        service.configure(account.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.of(1));
        String url = token(account);
        for (int i = 0; i < 5; i++)
            assertEquals(200, Api.postBytes(url, challenge()).status());
        String text = refused(account, -4010, "redemptions", url, challenge());
        assertTrue(text.contains("\"redemptions\":{\"licenses\":5,\"windows\":1,\"charged\":1}"), text);
    }

    @Test
    void an_empty_balance_is_told() {
        var account = account("poor");
        service.units(account.id(), 1);
        String url = token(account);
        service.units(account.id(), 0);
        refused(account, -2019, "charge", url, challenge());
    }

    @Test
    void a_balance_that_another_token_has_used_up_is_told_at_once() {
        var account = account("last-unit");
        service.units(account.id(), 1);
        String first = token(account);
        String second = token(account);
        assertEquals(200, Api.postBytes(first, challenge()).status());
        assertExplains(-2019, "charge", explain(account, "token", second));
    }

    @Test
    void an_option_that_was_switched_off_is_told() {
        var account = account("off");
        String url = token(account);
        service.configure(account.id(), EnumSet.complementOf(EnumSet.of(drm)), Profile.PUBLISHED, OptionalInt.empty());
        refused(account, optionOff(), "token-account", url, challenge());
    }

    private int optionOff() {
        return switch (drm) {
            case WIDEVINE -> -7011;
            case FAIRPLAY -> -6009;
            case PLAYREADY -> -5002;
            case CLEARKEY -> throw new IllegalStateException("it has no option");
        };
    }

    @Test
    void noise_and_foreign_devices_are_told_apart() {
        var account = account("noise");
        refused(account, -4001, "message", token(account), new byte[] {1, 2, 3});
    }

    @Test
    void a_good_token_is_told_without_its_keys_before_and_after() {
        var account = account("good");
        String url = token(account, "cookie", "order-4711", "contentId", "film-1");
        String before = explain(account, "token", url).text();
        assertTrue(before.startsWith("{\"refused\":false,\"code\":0,\"way\":\"redeem\""), before);
        assertTrue(before.contains("\"cookie\":\"order-4711\",\"contentId\":\"film-1\""), before);
        assertTrue(before.contains("\"result\":\"unknown\""), before);
        assertEquals(200, Api.postBytes(url, challenge()).status());
        String after = explain(account, "cookie", "order-4711").text();
        assertTrue(after.startsWith("{\"refused\":false,\"code\":0,\"way\":\"redeem\""), after);
        assertTrue(after.contains("\"redemptions\":{\"licenses\":1,\"windows\":1,\"charged\":1}"), after);
        assertTrue(after.contains("\"request\":{\"event_id\":") && after.contains("\"issue\":{\"event_id\":"), after);
        for (String text : List.of(before, after)) {
            assertFalse(text.contains(TokenCatalogue.KEY), text);
            assertFalse(text.contains(TokenCatalogue.IV), text);
            assertFalse(text.contains(url.substring(url.indexOf('=') + 1)), text);
        }
    }

    @Test
    void a_token_at_the_wrong_place_is_told() {
        var account = account("lost");
        String url = token(account);
        Drm other = drm == Drm.WIDEVINE ? Drm.FAIRPLAY : Drm.WIDEVINE;
        var wrongDrm = explain(account, "token", url, "drm", other.path());
        assertExplains(-4010, "token", wrongDrm);
        String words = "this is a " + drm.word() + " token; the " + other.word() + " endpoint does not open it";
        assertTrue(wrongDrm.text().contains(words), wrongDrm.text());

        String production = RunningService.text(account, Environment.PRODUCTION);
        var wrongHost = explain(Environment.PRODUCTION, production, "token", url);
        assertExplains(-4010, "token", wrongHost);
        assertTrue(wrongHost.text().contains("this is a test token; this host is production"), wrongHost.text());
        assertTrue(
                wrongHost.text().endsWith("\"token\":{\"environment\":\"test\",\"drm\":\"" + drm.word() + "\"}}"),
                wrongHost.text());

        var changed = explain(account, "token", url.substring(0, url.length() - 3));
        assertExplains(-4010, "token", changed);
    }

    @Test
    void nobody_is_told_anything_about_another_accounts_requests() {
        var owner = account("owner");
        var stranger = account("stranger");
        String url = token(owner, "cookie", "mine");
        var redeemed = Api.postBytes(url, challenge());
        var notYours = explain(stranger, "token", url);
        assertEquals(403, notYours.status());
        assertFalse(notYours.text().contains(owner.id().toString()), notYours.text());
        assertFalse(notYours.text().contains("mine"), notYours.text());
        assertEquals(404, explain(stranger, "cookie", "mine").status());
        String id = redeemed.header("X-Request-Id");
        assertEquals(404, explain(stranger, "requestId", id).status());
        String production = RunningService.text(owner, Environment.PRODUCTION);
        assertEquals(
                404,
                explain(Environment.PRODUCTION, production, "requestId", id).status());
        assertEquals(200, explain(owner, "requestId", id).status());
        String question = "/explain/?requestId=" + id + "&customerAuthenticator=";
        String authenticator = RunningService.text(owner, Environment.TEST);
        assertEquals(
                200,
                Api.get(service.url(Environment.TEST, question + authenticator)).status());
        assertEquals(
                401,
                Api.get(service.url(Environment.TEST, "/explain?requestId=" + id))
                        .status());
    }

    @Test
    void what_happened_in_the_key_storage_is_not_taken_for_a_license() {
        var account = account("keys");
        var read = Event.of(
                Event.Kind.KEY_READ,
                Instant.now(),
                Event.Origin.ofKeys(Environment.TEST, account.id(), "of-keys"),
                Event.Subject.NONE);
        service.operator().ledger().write(read);
        assertEquals(404, explain(account, "requestId", "of-keys").status());
    }

    @Test
    void an_unclear_question_is_400() {
        var account = account("unclear");
        assertEquals(400, explain(account).status());
        assertEquals(400, explain(account, "cookie", "a", "requestId", "b").status());
        assertEquals(400, explain(account, "token", "a", "drm", "xx").status());
        String bearer = "Bearer " + RunningService.text(account, Environment.TEST);
        Api.Reply twice =
                Api.postForm(service.url(Environment.TEST, "/explain"), "cookie=a&cookie=b", "Authorization", bearer);
        assertEquals(400, twice.status());
        assertTrue(twice.text().contains("cookie was sent more than once"), twice.text());
    }

    @Test
    void faults_do_nothing_in_production() {
        if (drm == Drm.FAIRPLAY) return;
        var account = account("production");
        var all = TokenCatalogue.good(drm);
        all.put("licetFault", "code:-7003");
        all.put("cookie", "c");
        all.put("expirationTime", "+60");
        var reply = ask(account, Environment.PRODUCTION, all);
        assertEquals(200, reply.status(), reply.text());
        assertEquals("fault-ignored", reply.header("Licet-Lint"));
        all.put("licetFault", "code:-4001");
        reply = ask(account, Environment.PRODUCTION, all);
        assertEquals(200, reply.status(), reply.text());
        String production = RunningService.text(account, Environment.PRODUCTION);
        var explained = explain(Environment.PRODUCTION, production, "token", RunningService.url(reply.text()));
        assertFalse(explained.text().contains("\"fault\""), explained.text());
    }

    @Test
    void ordered_statuses_cost_nothing_and_delays_and_short_licenses_cost_what_others_do() {
        var account = account("faults");
        service.units(account.id(), 10);
        var broken = Api.postBytes(token(account, "licetFault", "status:503"), challenge());
        assertEquals(503, broken.status());
        assertEquals(0, broken.body().length);
        assertEquals(10, service.units(account.id()));
        String id = broken.header("X-Request-Id");
        assertTrue(explain(account, "requestId", id).text().contains("status 503 ordered with licetFault"));
        assertEquals(
                200,
                Api.postBytes(token(account, "licetFault", "delay:1"), challenge())
                        .status());
        assertEquals(9, service.units(account.id()));
        String shortened = token(account, "licetFault", "short-license:10");
        assertTrue(explain(account, "token", shortened).text().contains("Duration\":10"));
        assertEquals(200, Api.postBytes(shortened, challenge()).status());
        assertEquals(8, service.units(account.id()));
    }

    @Test
    void odd_requests_are_linted_in_the_answer_and_in_the_record() {
        var account = account("lints");
        String form = Api.form(TokenCatalogue.good(drm)) + "&expirationTime=+60&Cookie=x&customerAuthenticator="
                + RunningService.text(account, Environment.TEST);
        var reply = Api.get(service.tokenUrl(Environment.TEST, drm) + "?" + form);
        assertEquals(200, reply.status(), reply.text());
        assertEquals("plus-as-space, key-in-url, no-cookie, unknown-parameter", reply.header("Licet-Lint"));
        String text =
                explain(account, "requestId", reply.header("X-Request-Id")).text();
        assertTrue(text.contains("\"lint\":\"plus-as-space,key-in-url,no-cookie,unknown-parameter\""), text);
        var clean = TokenCatalogue.good(drm);
        clean.putAll(Api.parameters("cookie", "c", "expirationTime", "+60"));
        assertEquals("", ask(account, clean).header("Licet-Lint"));
    }

    @ParameterizedTest
    @CsvSource({
        "fd1a706a-c2b3-6002-888f-6d4a414333c3, in another spelling",
        "urn:uuid:fd1a706a-c2b3-6002-888f-6d4a414333c3, in another spelling",
        "6a701afdb3c20260888f6d4a414333c3, with the byte order of a GUID",
        "{6a701afd-b3c2-0260-888f-6d4a414333c3}, with the byte order of a GUID",
        "/RpwasKzYAKIj21KQUMzww==, in base64",
        "_RpwasKzYAKIj21KQUMzww, in base64",
        "ZmQxYTcwNmFjMmIzNjAwMjg4OGY2ZDRhNDE0MzMzYzM=, as hexadecimal digits in base64",
        "000102030405060708090a0b0c0d0e0f, exchanged"
    })
    void a_misspelled_kid_is_told_to_its_owner_alone(String wrong, String form) {
        var owner = account("librarian");
        var stranger = account("reader");
        var kid = new KeyId(TokenCatalogue.KID);
        service.store(owner.id(), kid, SecretBytes.parseHex(TokenCatalogue.EK));
        boolean exchanged = form.equals("exchanged");
        var all = TokenCatalogue.good(drm);
        all.putAll(Api.parameters("contentKey", null, "kid", wrong, "errorFormat", "json"));
        all.put("kek", exchanged ? kid.hex() : TokenCatalogue.KEK);
        var told = ask(owner, all);
        String hint = exchanged ? "The value of kek is the id of a stored key" : "kid=" + kid;
        assertTrue(told.text().contains(hint), told.text());
        String explained =
                explain(owner, "requestId", told.header("X-Request-Id")).text();
        assertTrue(explained.contains("\"hint\":\"The ") && explained.contains(hint), explained);
        if (!form.contains("another spelling")) assertTrue(explained.contains(form), explained);
        var strange = ask(stranger, all);
        assertEquals(told.header("Licet-Code"), strange.header("Licet-Code"));
        String theirs =
                explain(stranger, "requestId", strange.header("X-Request-Id")).text();
        for (String text : List.of(strange.text(), theirs)) {
            assertFalse(text.contains("The store has") || text.contains(hint), text);
        }
    }
}
