package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Walks the catalogue of one redemption endpoint over HTTP, and counts what it costs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RightsEndpointContract {
    private final Drm drm;
    protected RunningService service;

    RightsEndpointContract(Drm drm) {
        this.drm = drm;
    }

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, settings());
    }

    /// What the service is started with.
    protected Map<Key, String> settings() {
        return Map.of();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    protected String token(CreatedAccount account, String... changes) {
        var parameters = TokenCatalogue.good(drm);
        parameters.putAll(Api.parameters(changes));
        return service.token(RunningService.text(account, Environment.TEST), drm, parameters);
    }

    private String mediaType() {
        return drm == Drm.CLEARKEY ? "application/json" : "application/octet-stream";
    }

    protected byte[] challenge() {
        return Viewer.challenge(service, drm);
    }

    protected void assertRefused(int code, int status, Api.Reply reply) {
        assertEquals(Integer.toString(code), reply.header("Licet-Code"), reply.text());
        assertEquals(status, reply.status());
        assertEquals("no-store", reply.header("Cache-Control"));
    }

    /// The newest record of the account.
    protected EventRecord newest(CreatedAccount account) {
        return service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 1)
                .getFirst();
    }

    @Test
    void a_good_challenge_gives_a_license_a_charge_and_a_record() {
        var account = service.account("good");
        service.units(account.id(), 10);
        var reply = Api.postBytes(token(account, "cookie", "order-4711"), challenge());
        assertEquals(200, reply.status(), reply.text());
        assertEquals(mediaType(), reply.header("Content-Type"));
        assertEquals("no-store", reply.header("Cache-Control"));
        assertEquals(9, service.units(account.id()));
        var record = newest(account);
        assertEquals(Event.Kind.REDEEMED, record.kind());
        assertEquals("order-4711", record.cookie().orElseThrow());
        assertEquals(1, record.charged());
        assertEquals(drm != Drm.CLEARKEY, record.deviceId().isPresent());
        assertEquals(reply.header("X-Request-Id"), record.requestId());
    }

    @Test
    void the_token_may_come_in_the_header() {
        String url = token(service.account("header"));
        int mark = url.indexOf("?ExpressPlayToken=");
        String text = url.substring(url.indexOf('=') + 1);
        assertEquals(
                200,
                Api.postBytes(url.substring(0, mark), challenge(), "ExpressPlayToken", text)
                        .status());
        assertEquals(
                200,
                Api.postBytes(url + "&id=7", challenge(), "Content-Type", "text/plain")
                        .status());
        assertRefused(-4010, 403, Api.postBytes(url, challenge(), "ExpressPlayToken", "another"));
    }

    @Test
    void a_token_that_is_not_good_here_is_4010_whatever_is_wrong_with_it() {
        String url = token(service.account("bad tokens"));
        byte[] challenge = challenge();
        String bare = service.rightsUrl(Environment.TEST, drm);
        String production = service.rightsUrl(Environment.PRODUCTION, drm) + url.substring(url.indexOf('?'));
        Drm otherDrm = drm == Drm.WIDEVINE ? Drm.FAIRPLAY : Drm.WIDEVINE;
        String otherSystem = service.rightsUrl(Environment.TEST, otherDrm) + url.substring(url.indexOf('?'));
        var replies = List.of(
                Api.postBytes(bare, challenge),
                Api.postBytes(bare + "?ExpressPlayToken=", challenge),
                Api.postBytes(bare + "?ExpressPlayToken=AAAA", challenge),
                Api.postBytes(changed(url), challenge),
                Api.postBytes(url + "&ExpressPlayToken=AAAA", challenge),
                Api.postBytes(production, challenge),
                Api.postBytes(otherSystem, Viewer.challenge(service, otherDrm)));
        for (var reply : replies) {
            assertRefused(-4010, 403, reply);
            String id = reply.header("X-Request-Id");
            String first = replies.getFirst().header("X-Request-Id");
            assertEquals(
                    replies.getFirst().text().replace(first, ""), reply.text().replace(id, ""), "one answer for all");
        }
    }

    /// A token whose last byte of ciphertext is another one.
    private static String changed(String url) {
        char last = url.charAt(url.length() - 2);
        return url.substring(0, url.length() - 2) + (last == 'A' ? 'B' : 'A') + url.charAt(url.length() - 1);
    }

    @Test
    void an_expired_token_is_4010_and_the_record_tells_the_time() throws InterruptedException {
        var account = service.account("late");
        String url = token(account, "expirationTime", "+1");
        Thread.sleep(2100);
        assertRefused(-4010, 403, Api.postBytes(url, challenge()));
        assertTrue(
                newest(account).reason().startsWith("Expired token"),
                newest(account).reason());
    }

    @Test
    void a_token_that_was_redeemed_as_often_as_it_may_be_is_4010() {
        var account = service.account("once");
        service.configure(account.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.of(1));
        String url = token(account);
        for (int i = 0; i < 5; i++)
            assertEquals(200, Api.postBytes(url, challenge()).status());
        assertRefused(-4010, 403, Api.postBytes(url, challenge()));
        assertTrue(
                newest(account).reason().startsWith("already redeemed"),
                newest(account).reason());
        assertEquals(Event.Kind.DENIED, newest(account).kind());
    }

    @Test
    void an_empty_balance_is_2019_and_nothing_is_charged() {
        var account = service.account("poor");
        service.units(account.id(), 1);
        String first = token(account);
        String second = token(account);
        byte[] challenge = challenge();
        assertEquals(200, Api.postBytes(first, challenge).status());
        assertRefused(-2019, 400, Api.postBytes(second, challenge()));
        assertEquals(0, service.units(account.id()));
        assertEquals(200, Api.postBytes(first, challenge).status(), "a retry of what was paid for");
    }

    @Test
    void an_account_that_was_switched_off_redeems_nothing() {
        var account = service.account("off");
        String url = token(account);
        service.enable(account.id(), false);
        assertRefused(-2031, 401, Api.postBytes(url, challenge()));
        service.enable(account.id(), true);
        service.configure(account.id(), EnumSet.complementOf(EnumSet.of(drm)), Profile.PUBLISHED, OptionalInt.empty());
        assertOptionOff(Api.postBytes(url, challenge()));
        service.configure(account.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.empty());
        assertEquals(200, Api.postBytes(url, challenge()).status());
    }

    @Test
    void what_another_process_changes_counts_for_the_very_next_request_of_a_busy_account() {
        var account = service.account("busy");
        service.units(account.id(), 10);
        String first = token(account);
        String second = token(account);
        assertEquals(200, Api.postBytes(first, challenge()).status());

        service.enable(account.id(), false);
        assertRefused(-2031, 401, Api.postBytes(second, challenge()));
        assertRefused(-2031, 401, tokenReply(account));
        assertEquals(9, service.units(account.id()));

        service.enable(account.id(), true);
        assertEquals(200, tokenReply(account).status());
        assertEquals(200, Api.postBytes(second, challenge()).status());
        service.units(account.id(), 0);
        assertRefused(-2019, 400, tokenReply(account));
        service.units(account.id(), 1);
        assertEquals(200, tokenReply(account).status());
        service.operator().administration().authenticators().revoke(account.id(), 1);
        assertRefused(-2018, 401, tokenReply(account));
    }

    private Api.Reply tokenReply(CreatedAccount account) {
        var parameters = TokenCatalogue.good(drm);
        parameters.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        return Api.postForm(service.tokenUrl(Environment.TEST, drm), Api.form(parameters));
    }

    private void assertOptionOff(Api.Reply reply) {
        switch (drm) {
            case WIDEVINE -> assertRefused(-7011, 403, reply);
            case FAIRPLAY -> assertRefused(-6009, 403, reply);
            case CLEARKEY -> assertRefused(-2031, 401, reply);
            case PLAYREADY -> assertRefused(-5002, 500, reply);
        }
    }

    @Test
    void what_no_device_sends_is_4001() {
        var account = service.account("noise");
        String url = token(account);
        for (byte[] body :
                List.of(new byte[0], new byte[] {1, 2, 3}, "<html>".getBytes(), "{}".getBytes(), new byte[4000])) {
            assertRefused(-4001, 403, Api.postBytes(url, body));
            assertFalse(newest(account).reason().isEmpty());
        }
        assertEquals(413, Api.postBytes(url, new byte[65 * 1024]).status());
    }

    @Test
    void every_damage_to_a_challenge_is_answered_or_refused_with_a_code() {
        String url = token(service.account("damage"));
        byte[] good = challenge();
        for (int n = 0; n < good.length; n += 97) assertAnsweredOrRefused(url, Arrays.copyOf(good, n));
        for (int bit = 0; bit < good.length * 8; bit += 211) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertAnsweredOrRefused(url, flipped);
        }
    }

    private static void assertAnsweredOrRefused(String url, byte[] body) {
        var reply = Api.postBytes(url, body);
        boolean coded = reply.status() == 403 && reply.header("Licet-Code").equals("-4001");
        assertTrue(reply.status() == 200 || coded, reply.status() + " " + reply.header("Licet-Code"));
    }

    /// One key: a charged license and four free ones fall into each window.
    @Test
    void a_hundred_devices_at_once_are_charged_by_windows_exactly() throws Exception {
        var account = service.account("crowd");
        service.units(account.id(), 1000);
        String url = token(account);
        var challenges = new ArrayList<byte[]>();
        for (int i = 0; i < 100; i++) challenges.add(challenge());
        assertEquals(100, given(url, challenges));
        assertEquals(20, 1000 - service.units(account.id()));
        var records = service.operator().records().latest(account.id(), Environment.TEST, 200);
        var given = records.stream()
                .filter(record -> record.kind() == Event.Kind.REDEEMED)
                .toList();
        assertEquals(100, given.size());
        assertEquals(20, given.stream().mapToInt(EventRecord::charged).sum());
        assertEquals(20, given.stream().mapToInt(EventRecord::window).distinct().count());
    }

    @Test
    void the_same_challenge_a_hundred_times_is_charged_once_and_answered_every_time() throws Exception {
        var account = service.account("retry");
        service.units(account.id(), 1000);
        String url = token(account);
        byte[] challenge = challenge();
        assertEquals(100, given(url, Collections.nCopies(100, challenge)));
        assertEquals(999, service.units(account.id()));
    }

    private static int given(String url, List<byte[]> challenges) throws InterruptedException, ExecutionException {
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Integer>>();
            for (byte[] challenge : challenges) {
                replies.add(crowd.submit(() -> Api.postBytes(url, challenge).status()));
            }
            int given = 0;
            for (var reply : replies) if (reply.get() == 200) given++;
            return given;
        }
    }

    @Test
    void a_repeated_refusal_leaves_one_record_in_a_second() {
        var account = service.account("storm");
        String url = token(account);
        for (int i = 0; i < 27; i++) assertRefused(-4001, 403, Api.postBytes(url, new byte[] {9}));
        long denied = service.operator().records().latest(account.id(), Environment.TEST, 100).stream()
                .filter(record -> record.kind() == Event.Kind.DENIED)
                .count();
        assertTrue(denied <= 3, denied + " records");
    }

    @Test
    void browsers_may_ask_from_anywhere_and_see_the_code() {
        String url = service.rightsUrl(Environment.TEST, drm);
        var preflight = Api.options(
                url, "Origin", "https://player.example", "Access-Control-Request-Headers", "expressplaytoken,x-other");
        assertEquals(204, preflight.status());
        assertEquals("https://player.example", preflight.header("Access-Control-Allow-Origin"));
        assertEquals("expressplaytoken,x-other", preflight.header("Access-Control-Allow-Headers"));
        assertEquals("7200", preflight.header("Access-Control-Max-Age"));
        var refused = Api.postBytes(url, new byte[] {1}, "Origin", "https://player.example");
        assertEquals(403, refused.status());
        assertEquals("https://player.example", refused.header("Access-Control-Allow-Origin"));
        assertTrue(refused.header("Access-Control-Expose-Headers").contains("Licet-Code"));
        assertEquals("Origin", refused.header("Vary"));
    }

    @Test
    void a_get_of_a_person_explains_itself_and_of_a_player_is_405() {
        String url = service.rightsUrl(Environment.TEST, drm);
        var reply = Api.get(url, "Accept", "text/html,*/*;q=0.8");
        assertEquals(200, reply.status());
        assertTrue(reply.text().contains("license server"));
        assertEquals(405, Api.get(url, "Accept", "*/*").status());
    }

    @Test
    void a_refusal_comes_in_the_form_that_was_asked_for() {
        String url = service.rightsUrl(Environment.TEST, drm);
        var json = Api.postBytes(url + "?errorFormat=json", new byte[] {1});
        assertTrue(json.text().startsWith("{\"code\":-4010,\"message\":\"[-4010] Invalid token\""), json.text());
        var problem = Api.postBytes(url, new byte[] {1}, "Accept", "application/problem+json");
        assertEquals("application/problem+json", problem.header("Content-Type"));
        assertTrue(problem.text().contains("https://dashif.org/drm-problems/"), problem.text());
        assertEquals("application/json", Api.postBytes(url, new byte[] {1}).header("Content-Type"));
        var html = Api.postBytes(url, new byte[] {1}, "Accept", "text/html");
        assertTrue(new String(html.body(), StandardCharsets.UTF_8).startsWith("<!DOCTYPE html>"));
    }
}
