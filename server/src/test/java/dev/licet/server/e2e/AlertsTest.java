package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.server.AlertRules;
import dev.licet.server.AlertRules.Scrapes;
import dev.licet.server.config.Key;
import dev.licet.storage.testing.PostgresCluster;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each rule for alerts, by its real cause on a real service; that of the descriptors is in `DescriptorDrillTest`,
/// where they are few.
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
    /// Not fired: a node with so few descriptors left keeps them from those who ask for its figures.
    private static final String WITHOUT_A_TRIAL = "LicetFewDescriptors";
    private static final int FIRST_FAILURES = 6;

    @TempDir
    private Path data;

    private static String metrics(RunningService service) {
        return Api.get(service.dashboard("/metrics")).text();
    }

    /// What would be sent of two looks at a service, a second apart.
    private static List<String> firing(String before, String after) throws Exception {
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

    @Test
    void every_rule_but_one_has_its_cause_here() throws Exception {
        var all = new java.util.TreeSet<>(HERE);
        all.add(WITHOUT_A_TRIAL);
        assertEquals(all, AlertRules.all().keySet());
    }

    @Test
    void nothing_fires_while_all_is_well() throws Exception {
        try (var service = RunningService.start(data)) {
            ask(service, service.demo(Environment.TEST));
            String before = metrics(service);
            ask(service, service.demo(Environment.TEST));
            assertEquals(List.of(), firing(before, metrics(service)));
        }
    }

    @Test
    void devices_that_are_refused_in_production() throws Exception {
        try (var service = RunningService.start(data)) {
            String rights = service.rightsUrl(Environment.PRODUCTION, Drm.WIDEVINE);
            Api.postBytes(rights, new byte[] {1});
            String before = metrics(service);
            Api.postBytes(rights, new byte[] {2});
            assertFires("LicetRefusesLicenses", firing(before, metrics(service)));
        }
    }

    @Test
    void a_balance_that_falls_under_its_mark_and_one_that_is_empty() throws Exception {
        AccountId poor;
        try (var service = RunningService.start(data)) {
            var account = service.account("poor");
            poor = account.id();
            service.units(poor, 0);
            ask(service, RunningService.text(account, Environment.TEST));
            String before = metrics(service);
            ask(service, RunningService.text(account, Environment.TEST));
            assertFires("LicetBalanceEmpty", firing(before, metrics(service)));
            var administration = service.operator().administration();
            administration
                    .lowBalances()
                    .mark(poor, Environment.PRODUCTION, OptionalLong.of(5))
                    .orThrow();
            administration
                    .balances()
                    .set(poor, Environment.PRODUCTION, new Balance.Units(4), "spent")
                    .orThrow();
        }
        // A node looks for low balances when it starts and every ten seconds.
        try (var service = RunningService.start(data)) {
            String text = metrics(service);
            while (!text.contains("licet_balances_low{environment=\"production\"} 1")) text = metrics(service);
            assertFires("LicetBalanceLow", firing(text, text));
        }
    }

    @Test
    void a_license_server_that_is_away() throws Exception {
        try (var service = RunningService.start(data)) {
            var nowhere = new PlayReadyBackEnd.Handler(
                    URI.create("http://127.0.0.1:1/rm.asmx"), List.of(LicenseMaker.SECRET, LicenseMaker.OTHER));
            LicenseMaker.serve(service, service.demo().id(), nowhere);
            for (int i = 0; i < FIRST_FAILURES; i++) redeemInVain(service);
            String before = metrics(service);
            redeemInVain(service);
            var firing = firing(before, metrics(service));
            assertFires("LicetUpstreamSilent", firing);
            assertFires("LicetServerErrors", firing);
        }
    }

    private static void redeemInVain(RunningService service) {
        var good = TokenCatalogue.good(Drm.PLAYREADY);
        String url = service.token(service.demo(Environment.TEST), Drm.PLAYREADY, good);
        int status =
                Api.postBytes(url, Viewer.challenge(service, Drm.PLAYREADY)).status();
        assertTrue(status >= 500, "" + status);
    }

    @Test
    void a_database_that_commits_slowly_and_requests_that_find_no_room() throws Exception {
        try (var service = RunningService.start(data, Map.of(Key.LIMIT_REQUESTS, "1"));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = other.createStatement()) {
            String authenticator = service.demo(Environment.TEST);
            assertEquals(200, ask(service, authenticator));
            String start = metrics(service);
            statement.execute("BEGIN IMMEDIATE");
            var waiting = CompletableFuture.supplyAsync(() -> ask(service, authenticator), threads);
            // The first of these may take the one place; then the one above is turned away.
            var others = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> ask(service, authenticator), threads))
                    .toList();
            String before = metrics(service);
            while (!before.contains("licet_http_turned_away_total{reason=\"busy\"}")) before = metrics(service);
            for (int i = 0; i < 4; i++) ask(service, authenticator);
            Thread.sleep(700);
            statement.execute("ROLLBACK");
            waiting.join();
            others.forEach(CompletableFuture::join);
            String after = metrics(service);
            assertFires("LicetTurnsAway", firing(before, after));
            var slow = firing(start, after);
            assertFires("LicetLedgerSlow", slow);
            assertFires("LicetSlowTokens", slow);
        }
    }

    @Test
    void a_node_that_is_told_to_stop() throws Exception {
        var service = RunningService.start(data, Map.of(Key.DRAIN_DELAY, "3s"));
        var closing = CompletableFuture.runAsync(service::close);
        String text = metrics(service);
        while (!text.contains("licet_ready 0")) text = metrics(service);
        assertFires("LicetNotReady", firing(text, text));
        closing.join();
    }

    @Test
    void reads_that_wait_for_a_connection() throws Exception {
        try (var cluster = PostgresCluster.started()) {
            var place = cluster.freshDatabase();
            try (var service = RunningService.start(data, RunningService.on(place));
                    var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var lock = DriverManager.getConnection(place.url(), place.user(), "");
                    var statement = lock.createStatement()) {
                lock.setAutoCommit(false);
                statement.execute("LOCK TABLE authenticator IN ACCESS EXCLUSIVE MODE");
                var crowd = IntStream.range(0, 64)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> ask(service, "201722," + "%032x".formatted(i)), threads))
                        .toList();
                String text = metrics(service);
                while (!text.matches("(?s).*\nlicet_database_reads_waiting [1-9].*")) text = metrics(service);
                lock.rollback();
                assertFires("LicetDatabaseBusy", firing(text, text));
                crowd.forEach(CompletableFuture::join);
            }
        }
    }
}
