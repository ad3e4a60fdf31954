package dev.licet.storage.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/// One SQLite database file, and how connections to it are set up.
///
/// Every pragma is set on every connection: `synchronous` belongs to the connection and not to the file, and setting
/// it once on another one silently does nothing (reference: security.md 1.3).
public final class SqliteFile {
    /// How long a connection waits for another process's transaction, in milliseconds.
    static final int BUSY_MILLIS = 5000;

    private static final List<String> FOR_ALL = List.of(
            "PRAGMA busy_timeout = " + BUSY_MILLIS,
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA temp_store = MEMORY");

    private final Path file;

    /// @param file need not exist yet
    public SqliteFile(Path file) {
        this.file = file;
    }

    /// A connection that reads and writes; its transactions take the write lock when they begin.
    Session writer() throws SQLException {
        var properties = new Properties();
        properties.setProperty("transaction_mode", "IMMEDIATE");
        return open(properties, List.of());
    }

    /// A connection that cannot write.
    Session reader() throws SQLException {
        return open(new Properties(), List.of("PRAGMA query_only = ON"));
    }

    private Session open(Properties properties, List<String> more) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
        try (var statement = connection.createStatement()) {
            for (String pragma : FOR_ALL) statement.execute(pragma);
            for (String pragma : more) statement.execute(pragma);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return new Session(connection);
    }
}
