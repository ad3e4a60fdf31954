package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.StoreDamaged;
import dev.licet.storage.Verification.Rule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// The contract, tried on the embedded database.
final class SqliteBooksTest extends BooksContract {
    @Override
    Connection connect() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("licet.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            return connection;
        }
    }

    private long seals() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM book_seal")) {
            return rows.getLong(1);
        }
    }

    @Test
    void a_row_that_names_no_account_keeps_no_other_from_being_sealed() throws Exception {
        fill();
        tamper("INSERT INTO record_end (account, environment, records, latest, lag) VALUES (0, 'P', 5, 0, 0)");
        tamper("INSERT INTO record_end (account, environment, records, latest, lag) VALUES (1, 'X', 5, 0, 0)");
        assertThrows(StoreDamaged.class, () -> database.books().seal(() -> true));
        assertEquals(2, seals());
        assertTrue(broken().contains(Rule.RECORDS_HAVE_NO_GAPS));
    }
}
