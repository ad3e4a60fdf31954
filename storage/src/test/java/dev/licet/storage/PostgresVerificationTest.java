package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.testing.PostgresCluster;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The contract, tried on a real PostgreSQL.
final class PostgresVerificationTest extends VerificationContract {
    private static final String LOCKED = "SELECT c.relname FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation"
            + " WHERE l.pid = pg_backend_pid() AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace";

    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    private static Set<String> locked(Session session) throws SQLException {
        return Set.copyOf(session.all(LOCKED, Row::text));
    }

    /// Whoever waited for a table later would give up after two seconds.
    @Test
    void all_tables_that_are_looked_at_are_locked_before() {
        account();
        var settings = DatabaseSettings.forCommand(place, MASTER, clock, new SeededRandom(3));
        try (var store = Opening.open(settings)) {
            var vault = new Installation(store, settings).vault();
            var late = store.survey("testing", session -> {
                Set<String> before = locked(session);
                new Auditor(session, vault, _ -> {}).look(List.of());
                var after = new TreeSet<>(locked(session));
                after.removeAll(before);
                return after;
            });
            assertEquals(Set.of(), late);
        }
    }

    @Override
    void tamper(String sql) {
        assertTrue(PostgresCluster.tamper(place, sql) > 0);
    }
}
