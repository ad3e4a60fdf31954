package dev.licet.storage;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Somebody who can write to the database file, but has no master key.
final class SqliteFiles {
    private SqliteFiles() {}

    static int tamper(Path directory, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("licet.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            return statement.executeUpdate(sql);
        }
    }
}
