package dev.licet.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection with its prepared statements, in the hands of one thread at a time.
///
/// Parameters may be numbers, texts, bytes, instants, flags and the domain's identifiers; see [Parameters].
public final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /// All rows that `sql` answers.
    public <T> List<T> all(String sql, Row.Reader<T> reader, Object... parameters) throws SQLException {
        var found = new ArrayList<T>();
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            while (rows.next()) found.add(reader.read(new Row(rows)));
        }
        return found;
    }

    /// The first row that `sql` answers. Also for `INSERT` and `UPDATE … RETURNING`.
    public <T> Optional<T> first(String sql, Row.Reader<T> reader, Object... parameters) throws SQLException {
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
        }
    }

    /// The number that `sql` answers, which must be there.
    public long number(String sql, Object... parameters) throws SQLException {
        return first(sql, Row::number, parameters).orElseThrow(() -> new SQLException("no row where one must be"));
    }

    /// Runs a statement that answers no rows.
    /// @return how many rows it changed
    public int change(String sql, Object... parameters) throws SQLException {
        return statement(sql, parameters).executeUpdate();
    }

    /// Runs a statement once, such as one of a migration.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement statement(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        Parameters.bind(statement, parameters);
        return statement;
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /// Leaving the manual mode commits, by the contract of [Connection#setAutoCommit].
    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    /// Takes everything back and leaves the transaction.
    void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /// Closes the connection. A failure here has no meaning: what was committed is on disk, the rest is gone.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            prepared.clear();
        }
    }
}
