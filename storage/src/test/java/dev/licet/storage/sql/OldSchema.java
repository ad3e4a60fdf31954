package dev.licet.storage.sql;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// A database as an earlier version left it.
public final class OldSchema {
    private OldSchema() {}

    /// Makes the tables of the schema with that number.
    ///
    /// @param rows statements that fill them, with bytes as `x'00'`
    public static void fill(Connections connections, InstantSource clock, int last, List<String> rows)
            throws SQLException {
        new Migrations(connections, clock, last).apply();
        try (Session session = connections.migrator()) {
            session.begin();
            for (String row : rows) session.execute(translated(connections.dialect(), row));
            if (connections.dialect() == Dialect.POSTGRESQL) goOnCounting(session);
            session.commit();
        }
    }

    private static String translated(Dialect dialect, String row) {
        return switch (dialect) {
            case SQLITE -> row;
            case POSTGRESQL -> row.replaceAll("\\bx'([0-9a-f]*)'", "'\\\\x$1'::BYTEA");
        };
    }

    /// Rows that came with a number have not moved the counter.
    private static void goOnCounting(Session session) throws SQLException {
        for (String table : List.of("record", "movement")) {
            session.number("SELECT setval(pg_get_serial_sequence('" + table + "', 'id'), (SELECT MAX(id) FROM " + table
                    + "))");
        }
    }
}
