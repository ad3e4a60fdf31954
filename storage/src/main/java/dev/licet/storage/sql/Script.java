package dev.licet.storage.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Statements that are sent together, so that a server is waited for once. Each sees what those before it did. When one
/// fails, those after it are not run.
final class Script {
    private final List<Part<?>> parts = new ArrayList<>();

    private record Part<T>(String sql, Object[] parameters, Optional<Row.Reader<T>> reader, List<T> answers) {
        /// In the order of the statements.
        void read(Statement statement) throws SQLException {
            if (reader.isEmpty()) return;
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) answers.add(reader.get().read(new Row(rows)));
            }
        }

        void runAlone(Session session) throws SQLException {
            if (reader.isPresent()) answers.addAll(session.all(sql, reader.get(), parameters));
            else session.change(sql, parameters);
        }
    }

    /// @return the list that has the rows when the script has been run
    <T> List<T> ask(String sql, Row.Reader<T> reader, Object... parameters) {
        var answers = new ArrayList<T>();
        parts.add(new Part<>(sql, parameters, Optional.of(reader), answers));
        return answers;
    }

    /// A statement that answers no rows.
    void change(String sql, Object... parameters) {
        parts.add(new Part<Long>(sql, parameters, Optional.empty(), List.of()));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    String text() {
        return String.join("; ", parts.stream().map(Part::sql).toList());
    }

    Object[] parameters() {
        return parts.stream().flatMap(part -> Stream.of(part.parameters())).toArray();
    }

    /// Reads what a statement that was made of all of them has answered.
    void read(Statement statement) throws SQLException {
        for (Part<?> part : parts) {
            part.read(statement);
            statement.getMoreResults();
        }
    }

    /// For a product that runs one at a time.
    void runEach(Session session) throws SQLException {
        for (Part<?> part : parts) part.runAlone(session);
    }
}
