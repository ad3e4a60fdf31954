package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.storage.Place;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.testing.PostgresCluster;
import dev.licet.storage.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The table of docs/operations.md, "When something is wrong", row by row, with real outages.
@Timeout(300)
class DegradedModesTest {
    private static final Set<String> CODES = Set.of("-2030", "1");

    private int number;

    /// What is asked of a service while something is wrong.
    private record Asked(
            Supplier<Api.Reply> token, Supplier<Api.Reply> license, Supplier<Api.Reply> key, Supplier<Api.Reply> log) {
        List<Supplier<Api.Reply>> writes() {
            return List.of(token, license, key);
        }
    }

    private Asked asked(RunningService service, CreatedAccount account) {
        String authenticator = RunningService.text(account, Environment.TEST);
        String rights = service.token(authenticator, Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
        var form = TokenCatalogue.good(Drm.CLEARKEY);
        form.put("customerAuthenticator", authenticator);
        var keys = new KeystoreCaller(service, Environment.TEST, authenticator);
        String log = service.url(Environment.TEST, "/cmiapi/getrecord/");
        return new Asked(
                () -> Api.postForm(service.tokenUrl(Environment.TEST, Drm.CLEARKEY), Api.form(form)),
                () -> Api.postBytes(rights, Viewer.challenge(service, Drm.CLEARKEY)),
                () -> keys.post("/keys?kek=" + KeystoreCaller.KEK, "{\"kid\":\"^" + number++ + "\"}"),
                () -> Api.get(log, "Authorization", "Bearer " + authenticator));
    }

    private static boolean isGood(Api.Reply reply) {
        return reply.status() == 200 || reply.status() == 201;
    }

    /// Sooner or later, and until then it is served.
    private static void assertRefused(Supplier<Api.Reply> ask) {
        Api.Reply reply = ask.get();
        while (isGood(reply)) reply = ask.get();
        assertEquals(503, reply.status(), reply.text());
        assertEquals("1", reply.header("Retry-After"), reply.text());
        assertTrue(CODES.contains(reply.header("Licet-Code")), reply.text());
    }

    /// Sooner or later, and until then it is refused cleanly.
    private static void assertServed(Supplier<Api.Reply> ask) {
        Api.Reply reply = ask.get();
        while (reply.status() == 503) reply = ask.get();
        assertTrue(isGood(reply), reply.text());
    }

    private static void assertAllIsWell(RunningService service, Asked asked) {
        asked.writes().forEach(DegradedModesTest::assertServed);
        assertServed(asked.log());
        assertReady(service);
        assertEquals(List.of(), service.operator().verification().findings());
    }

    @Test
    void a_server_that_is_away_slow_or_read_only_gives_nothing_and_comes_back(@TempDir Path data) throws Exception {
        try (var cluster = PostgresCluster.started()) {
            var place = cluster.emptyDatabase();
            try (var service = RunningService.start(data, RunningService.on(place))) {
                var asked = asked(service, service.account("degraded"));
                assertAllIsWell(service, asked);
                away(cluster, service, asked);
                slow(place, service, asked);
                readOnly(cluster, service, asked);
            }
        }
    }

    private static void away(PostgresCluster cluster, RunningService service, Asked asked) {
        cluster.kill();
        asked.writes().forEach(DegradedModesTest::assertRefused);
        assertRefused(asked.log());
        assertNotReady(service, "the database does not answer");
        cluster.start();
        assertAllIsWell(service, asked);
    }

    /// Nothing is as slow as a table that somebody else has locked.
    private static void slow(Place.Postgres place, RunningService service, Asked asked) throws SQLException {
        try (var lock = DriverManager.getConnection(place.url(), place.user(), "");
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE arrival, record, content_key IN ACCESS EXCLUSIVE MODE");
            asked.writes().forEach(DegradedModesTest::assertRefused);
            assertRefused(asked.log());
            lock.rollback();
        }
        assertAllIsWell(service, asked);
    }

    private static void readOnly(PostgresCluster cluster, RunningService service, Asked asked) {
        cluster.readOnly(true);
        asked.writes().forEach(DegradedModesTest::assertRefused);
        assertNotReady(service, "the database ");
        cluster.readOnly(false);
        assertAllIsWell(service, asked);
    }

    @Test
    void a_full_disk_gives_nothing_and_room_is_enough() {
        try (var disk = SmallDisk.mounted(32);
                var service = RunningService.start(disk.root().resolve("data"))) {
            var asked = asked(service, service.account("degraded"));
            assertAllIsWell(service, asked);
            disk.fill(0);
            asked.writes().forEach(DegradedModesTest::assertRefused);
            assertServed(asked.log());
            assertNotReady(service, "the database cannot be written");
            disk.free();
            assertAllIsWell(service, asked);
        }
    }

    @Test
    void a_database_whose_files_are_deleted_gives_nothing_any_more(@TempDir Path data) throws Exception {
        try (var service = RunningService.start(data)) {
            var asked = asked(service, service.account("degraded"));
            assertAllIsWell(service, asked);
            // Else its connections share the index of the log with those of the service, as a command's would.
            service.operator().close();
            Files.delete(data.resolve("licet.db"));
            Files.delete(data.resolve("licet.db-wal"));
            assertNotReady(service, "the files of the database were deleted or replaced; what is written is lost");
            asked.writes().forEach(DegradedModesTest::assertRefused);
            assertRefused(asked.log());
        }
    }

    /// Sooner or later; and that the process runs is true all the time.
    private static void assertNotReady(RunningService service, String why) {
        assertEquals(200, Api.get(service.url(Environment.TEST, "/health/live")).status());
        Api.Reply ready = ready(service);
        while (ready.status() == 200) ready = ready(service);
        assertEquals(503, ready.status());
        assertTrue(ready.text().contains("\"detail\":\"" + why), ready.text());
    }

    private static void assertReady(RunningService service) {
        Api.Reply ready = ready(service);
        while (ready.status() == 503) ready = ready(service);
        assertEquals(200, ready.status(), ready.text());
    }

    private static Api.Reply ready(RunningService service) {
        return Api.get(service.url(Environment.TEST, "/health/ready"));
    }
}
