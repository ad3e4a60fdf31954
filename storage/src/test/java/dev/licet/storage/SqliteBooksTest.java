package dev.licet.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

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
}
