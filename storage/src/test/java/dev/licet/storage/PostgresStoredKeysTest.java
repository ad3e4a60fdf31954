package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyRows;
import dev.licet.storage.key.StoredContentKeys;
import dev.licet.storage.testing.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract, tried on a real PostgreSQL.
@Timeout(120)
final class PostgresStoredKeysTest extends StoredKeysContract {
    private static final Environment TEST = Environment.TEST;

    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    /// Otherwise it would hold the key's row and wait for the account, while others hold the account and wait for
    /// the row.
    @Test
    void whoever_writes_keys_takes_the_account_before_the_key() throws Exception {
        var account = account();
        var keys = database.contentKeys();
        var record = written(account, "a");
        keys.add(account, TEST, key("a", 1), record);

        waitsForTheAccount(account, "a", () -> keys.add(account, TEST, key("a", 2), record));
        waitsForTheAccount(account, "a", () -> keys.put(account, TEST, key("a", 2)));
        waitsForTheAccount(
                account,
                "a",
                () -> keys.change(
                        account, TEST, new KeyRows.Change(KeyId.ofName("a"), UnaryOperator.identity()), record));
        waitsForTheAccount(
                account,
                "a",
                () -> keys.addAll(account, TEST, List.of(key("a", 3)), StoredContentKeys.OnConflict.REPLACE));
        waitsForTheAccount(account, "a", () -> keys.delete(account, TEST, List.of(KeyId.ofName("a")), record));

        assertEquals(0, keys.count(account, TEST));
    }

    /// Somebody else has the account; meanwhile nobody has the key.
    private void waitsForTheAccount(AccountId account, String name, Runnable work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = DriverManager.getConnection(place.url(), place.user(), "")) {
            other.setAutoCommit(false);
            String ofAccount = " WHERE account = " + account.value() + " AND environment = 'T'";
            assertEquals(1, rows(other, "SELECT 1 FROM account_half" + ofAccount + " FOR UPDATE"));
            var working = threads.submit(work);
            String waiting =
                    "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))";
            while (rows(other, waiting) == 0 && !working.isDone()) Thread.onSpinWait();
            assertFalse(working.isDone());
            String key = ofAccount + " AND kid = '" + KeyId.ofName(name).hex() + "'";
            assertEquals(1, rows(other, "SELECT 1 FROM content_key" + key + " FOR UPDATE NOWAIT"));
            other.rollback();
            working.get();
        }
    }

    private static int rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            int rows = 0;
            while (found.next()) rows++;
            return rows;
        }
    }
}
