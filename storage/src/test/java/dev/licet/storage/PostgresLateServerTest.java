package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.record.Event;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.testing.PostgresCluster;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A server that is away: when a node starts, and while it runs.
///
/// Nobody here is patient for less than an hour, so that whatever ends within the time of a test was told and did
/// not wait.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresLateServerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private PostgresCluster cluster;
    private final HandClock clock = new HandClock();

    @BeforeAll
    void start() {
        cluster = PostgresCluster.started();
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    private DatabaseSettings settings(Place place) {
        return new DatabaseSettings(place, DatabaseContract.MASTER, clock, new SeededRandom(3), HOUR);
    }

    @Test
    void a_node_that_may_wait_starts_when_the_server_does() throws Exception {
        var place = cluster.emptyDatabase();
        cluster.kill();
        try (var starting = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Database> open = () -> Database.open(settings(place).waiting(HOUR));
            var opening = starting.submit(open);
            var looking = starting.submit(() -> Database.isThere(place, HOUR));
            assertFalse(opening.isDone());
            cluster.start();
            looking.get();
            opening.get().close();
        }
        assertTrue(Database.isThere(place, Duration.ZERO));
    }

    @Test
    void one_that_may_not_is_told_at_once_and_so_is_one_that_no_waiting_can_help() {
        var place = cluster.emptyDatabase();
        var nowhere = new Place.Postgres(place.url() + "_nowhere", place.user(), place.password());
        var refused = assertThrows(
                DatabaseRefused.class, () -> Database.open(settings(nowhere).waiting(HOUR)));
        assertTrue(refused.getMessage().contains("does not exist"), refused.getMessage());
        cluster.kill();
        try {
            assertThrows(DatabaseRefused.class, () -> Database.open(settings(place)));
            assertThrows(DatabaseRefused.class, () -> Database.isThere(place, Duration.ZERO));
        } finally {
            cluster.start();
        }
    }

    @Test
    void looking_makes_nothing() throws Exception {
        var place = cluster.emptyDatabase();
        assertFalse(Database.isThere(place, Duration.ZERO));
        try (var connection = DriverManager.getConnection(place.url(), place.user(), "");
                var tables = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            assertFalse(tables.next());
        }
        Database.open(settings(place)).close();
        assertTrue(Database.isThere(place, Duration.ZERO));
    }

    /// The timeout of each call is an hour.
    @Test
    void a_refused_connection_is_an_answer() {
        var place = cluster.emptyDatabase();
        try (var database = Database.open(settings(place))) {
            var account = database.administration()
                    .accounts()
                    .create(NewAccount.named("A"))
                    .orThrow();
            var event = Given.event(Event.Kind.ISSUED, account.id(), Environment.TEST, HandClock.START);
            cluster.kill();
            for (int i = 0; i < 5; i++) {
                assertThrows(StoreUnavailable.class, () -> database.accounts().authenticate(account.test()));
                assertThrows(StoreUnavailable.class, () -> database.ledger().write(event));
            }
            cluster.start();
            while (!isWritten(database, event)) Thread.onSpinWait();
            assertEquals(
                    1,
                    database.records().latest(account.id(), Environment.TEST, 9).size());
        }
    }

    private static boolean isWritten(Database database, Event event) {
        try {
            database.ledger().write(event);
            return true;
        } catch (StoreUnavailable notYet) {
            return false;
        }
    }

    @Test
    void a_look_through_waits_for_a_lock_before_its_first_question() throws Exception {
        var place = cluster.emptyDatabase();
        try (var database = Database.open(settings(place));
                var other = DriverManager.getConnection(place.url(), place.user(), "");
                var looking = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("LOCK TABLE record IN ACCESS EXCLUSIVE MODE");
            }
            var found = looking.submit(database::verification);
            while (!waitsForLock(place)) Thread.onSpinWait();
            assertFalse(found.isDone());
            other.rollback();
            assertTrue(found.get().isClean());
        }
    }

    /// Else it would hold the place of those who only read something.
    @Test
    void a_request_for_what_was_used_waits_for_no_lock() throws Exception {
        var place = cluster.emptyDatabase();
        var month = YearMonth.of(2026, 11);
        try (var database = Database.open(settings(place));
                var other = DriverManager.getConnection(place.url(), place.user(), "")) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("LOCK TABLE record IN ACCESS EXCLUSIVE MODE");
            }
            var usage = database.usage().inTime();
            assertThrows(StoreUnavailable.class, () -> usage.months(Optional.empty(), month, month));
            other.rollback();
            assertEquals(List.of(), usage.months(Optional.empty(), month, month));
        }
    }

    /// Silent for two seconds, then with a line in the log and without an end.
    private static boolean waitsForLock(Place.Postgres place) throws Exception {
        try (var connection = DriverManager.getConnection(place.url(), place.user(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND query LIKE 'LOCK TABLE%' AND now() - backend_start > interval '2 seconds'")) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }
}
