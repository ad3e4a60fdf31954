package dev.licet.storage.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One parameter with the values of a column of many rows, for a server that knows arrays: the statement is the
/// same for any number of rows, and is planned once.
///
/// @param kind `n` for numbers, `t` for texts, `b` for bytes
record ValueList(char kind, List<Object[]> rows, int column) {
    /// The parameter's place in a statement.
    static String mark(char kind) {
        return "?::" + type(kind) + "[]";
    }

    private static String type(char kind) {
        return switch (kind) {
            case 'n' -> "int8";
            case 't' -> "text";
            case 'b' -> "bytea";
            default -> throw new IllegalArgumentException("no kind of column: " + kind);
        };
    }

    Array on(Connection connection) throws SQLException {
        @Nullable
        Object[] values =
                switch (kind) {
                    case 'n' -> new Long[rows.size()];
                    case 't' -> new String[rows.size()];
                    default -> new byte[rows.size()][];
                };
        for (int i = 0; i < values.length; i++) values[i] = Parameters.plain(rows.get(i)[column]);
        return connection.createArrayOf(type(kind), values);
    }
}
