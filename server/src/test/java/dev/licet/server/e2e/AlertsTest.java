package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Balance;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.server.AlertRules;
import dev.licet.server.AlertRules.Scrapes;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.testing.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each rule for alerts, by its real cause on a real service; that of the descriptors is in `DescriptorAlertTest`,
/// where they are few.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class AlertsTest {
    private static final Set<String> HERE = Set.of(
            "LicetNotReady",
            "LicetRefusesLicenses",
            "LicetBalanceLow",
            "LicetBalanceEmpty",
            "LicetServerErrors",
            "LicetTurnsAway",
            "LicetLedgerSlow",
            "LicetUpstreamSilent",
            "LicetDatabaseBusy",
            "LicetSlowTokens");
    private static final String ELSEWHERE = "LicetFewDescriptors";
    /// Another license server is left alone after fewer.
    private static final int FIRST_FAILURES = 6;
    /// Of a commit, in milliseconds: longer than the rules bear.
    private static final int SLOW = 700;

    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static String metrics(RunningService service) {
        return Api.get(service.dashboard("/metrics")).text();
    }

    /// Until a look at it is as wanted.
    private static String await(RunningService service, Predicate<String> wanted) {
        String text = metrics(service);
        while (!wanted.test(text)) text = metrics(service);
        return text;
    }

    /// What would be sent of two looks at a service, a second apart.
    private static List<String> firing(String before, String after) throws IOException {
        return AlertRules.firing(new Scrapes(before, after, 1));
    }

    private static void assertFires(String alert, List<String> firing) {
        assertTrue(HERE.contains(alert), alert);
        assertTrue(firing.contains(alert), alert + " is none of " + firing);
    }

    private static int ask(RunningService service, String authenticator) {
        var good = TokenCatalogue.good(Drm.CLEARKEY);
        good.put("customerAuthenticator", authenticator);
        return Api.postForm(service.tokenUrl(Environment.TEST, Drm.CLEARKEY), Api.form(good))
                .status();
    }

    private static String test(CreatedAccount account) {
        return RunningService.text(account, Environment.TEST);
    }

    @Test
    @Order(1)
    void every_rule_has_its_cause_here_or_there() throws Exception {
        var all = new TreeSet<>(HERE);
        all.add(ELSEWHERE);
        assertEquals(all, AlertRules.all().keySet());
    }

    @Test
    @Order(1)
    void nothing_fires_while_all_is_well() throws Exception {
        assertEquals(200, ask(service, service.demo(Environment.TEST)));
        String before = metrics(service);
        assertEquals(200, ask(service, service.demo(Environment.TEST)));
        assertEquals(List.of(), firing(before, metrics(service)));
    }

    @Test
    @Order(2)
    void devices_that_are_refused_in_production() throws Exception {
        String rights = service.rightsUrl(Environment.PRODUCTION, Drm.WIDEVINE);
        Api.postBytes(rights, new byte[] {1});
        String before = metrics(service);
        Api.postBytes(rights, new byte[] {2});
        assertFires("LicetRefusesLicenses", firing(before, metrics(service)));
    }

    /// Its protocol has status 500 for that; nobody is to be woken.
    @Test
    @Order(2)
    void playready_clients_that_are_refused_in_production() throws Exception {
        String rights = service.rightsUrl(Environment.PRODUCTION, Drm.PLAYREADY);
        Api.postBytes(rights, new byte[] {1});
        String before = metrics(service);
        assertEquals(500, Api.postBytes(rights, new byte[] {2}).status());
        var firing = firing(before, metrics(service));
        assertFires("LicetRefusesLicenses", firing);
        assertFalse(firing.contains("LicetServerErrors"), firing.toString());
    }

    @Test
    @Order(2)
    void proxies_and_playready_clients_at_the_published_path_that_are_refused_in_production() throws Exception {
        for (String path : List.of("/wv/getlicense/nobody", "/playready/RightsManager.asmx")) {
            String url = service.url(Environment.PRODUCTION, path);
            Api.postBytes(url, new byte[] {1});
            String before = metrics(service);
            Api.postBytes(url, new byte[] {2});
            assertFires("LicetRefusesLicenses", firing(before, metrics(service)));
        }
    }

    @Test
    @Order(2)
    void an_account_that_has_nothing_left() throws Exception {
        var poor = service.account("poor");
        service.units(poor.id(), 0);
        ask(service, test(poor));
        String before = metrics(service);
        ask(service, test(poor));
        assertFires("LicetBalanceEmpty", firing(before, metrics(service)));
    }

    /// A node looks every ten seconds.
    @Test
    @Order(2)
    void a_balance_that_is_under_its_mark() throws Exception {
        var low = service.account("low").id();
        var administration = service.operator().administration();
        var environment = Environment.PRODUCTION;
        administration.lowBalances().mark(low, environment, OptionalLong.of(5)).orThrow();
        administration
                .balances()
                .set(low, environment, new Balance.Units(4), "spent")
                .orThrow();
        String text = await(service, now -> now.contains("licet_balances_low{environment=\"production\"} 1"));
        assertFires("LicetBalanceLow", firing(text, text));
    }

    @Test
    @Order(2)
    void a_license_maker_that_is_away() throws Exception {
        var nowhere = new PlayReadyBackEnd.Handler(
                URI.create("http://127.0.0.1:1/rm.asmx"), List.of(LicenseMaker.SECRET, LicenseMaker.OTHER));
        LicenseMaker.serve(service, service.demo().id(), nowhere);
        for (int i = 0; i < FIRST_FAILURES; i++) redeemInVain();
        String before = metrics(service);
        redeemInVain();
        var firing = firing(before, metrics(service));
        assertFires("LicetUpstreamSilent", firing);
        assertFires("LicetServerErrors", firing);
    }

    private void redeemInVain() {
        var good = TokenCatalogue.good(Drm.PLAYREADY);
        String url = service.token(service.demo(Environment.TEST), Drm.PLAYREADY, good);
        int status =
                Api.postBytes(url, Viewer.challenge(service, Drm.PLAYREADY)).status();
        assertTrue(status >= 500, "" + status);
    }

    /// One place for requests, and a commit that waits for another program's: accounts that come meanwhile are turned
    /// away.
    @Test
    @Order(3)
    void a_database_that_commits_slowly_and_requests_that_find_no_room(@TempDir Path data) throws Exception {
        try (var narrow = RunningService.start(data, Map.of(Key.LIMIT_REQUESTS, "1"));
                var other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = other.createStatement()) {
            String second = test(narrow.account("second"));
            assertEquals(200, ask(narrow, narrow.demo(Environment.TEST)));
            assertEquals(200, ask(narrow, second));
            String start = metrics(narrow);
            statement.execute("BEGIN IMMEDIATE");
            var one = CompletableFuture.supplyAsync(
                    () -> ask(narrow, narrow.demo(Environment.TEST)), Thread::startVirtualThread);
            var two = CompletableFuture.supplyAsync(() -> ask(narrow, second), Thread::startVirtualThread);
            assertEquals(503, CompletableFuture.anyOf(one, two).join(), "the other one has the place");
            var waiting = one.isDone() ? two : one;
            String away = one.isDone() ? narrow.demo(Environment.TEST) : second;
            String before = metrics(narrow);
            for (int i = 0; i < 3; i++) assertEquals(503, ask(narrow, away));
            assertFires("LicetTurnsAway", firing(before, metrics(narrow)));
            Thread.sleep(SLOW);
            statement.execute("ROLLBACK");
            assertEquals(200, waiting.join());
            var slow = firing(start, metrics(narrow));
            assertFires("LicetLedgerSlow", slow);
            assertFires("LicetSlowTokens", slow);
        }
    }

    @Test
    @Order(3)
    void a_node_that_is_told_to_stop(@TempDir Path data) throws Exception {
        var leaving = RunningService.start(data, Map.of(Key.DRAIN_DELAY, "2s"));
        var closing = CompletableFuture.runAsync(leaving::close);
        String text = await(leaving, now -> now.contains("licet_ready 0"));
        assertFires("LicetNotReady", firing(text, text));
        closing.join();
    }

    @Test
    @Order(3)
    void reads_that_wait_for_a_connection(@TempDir Path data) throws Exception {
        var place = PostgresCluster.shared().freshDatabase();
        try (var crowded = RunningService.start(data, RunningService.on(place));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var lock = DriverManager.getConnection(place.url(), place.user(), "");
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE authenticator IN ACCESS EXCLUSIVE MODE");
            var crowd = crowd(crowded, threads);
            String text = await(
                    crowded, now -> now.lines().anyMatch(line -> line.matches("licet_database_reads_waiting [1-9].*")));
            lock.rollback();
            assertFires("LicetDatabaseBusy", firing(text, text));
            crowd.forEach(CompletableFuture::join);
        }
    }

    /// More callers than the database may be read by, none of whom is known yet.
    private static List<CompletableFuture<Integer>> crowd(RunningService service, ExecutorService threads) {
        return IntStream.range(0, 64)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> ask(service, "201722," + "%032x".formatted(i)), threads))
                .toList();
    }
}
