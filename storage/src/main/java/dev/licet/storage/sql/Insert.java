package dev.licet.storage.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A statement that inserts many rows at once: what a statement costs beside its rows is paid once for all of
/// them.
///
/// Rows go in powers of two, so that a connection keeps few statements prepared.
public final class Insert {
    /// With more, a statement costs no less for each row.
    private static final int MOST = 64;

    private final int columns;
    private final List<String> texts;
    private final String kinds;
    private final String ofLists;

    /// @param into    the table and its columns, e.g. `entry (name, rank)`
    /// @param end     what follows the rows, such as `RETURNING id`; may be empty
    public Insert(String into, String end) {
        this(into, "", end);
    }

    /// For one that is sent so often that a server plans it once for any number of rows.
    ///
    /// @param kinds of the columns, a letter each: `n` for numbers, `t` for texts, `b` for bytes
    public Insert(String into, String kinds, String end) {
        this.columns = into.split(",").length;
        this.kinds = kinds;
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        var made = new ArrayList<String>();
        for (int rows = 1; rows <= MOST; rows *= 2) {
            made.add("INSERT INTO " + into + " VALUES " + String.join(", ", Collections.nCopies(rows, row)) + end);
        }
        this.texts = List.copyOf(made);
        String lists =
                kinds.chars().mapToObj(kind -> ValueList.mark((char) kind)).collect(Collectors.joining(", "));
        this.ofLists = "INSERT INTO " + into + " SELECT * FROM unnest(" + lists + ")" + end;
    }

    /// How many values a row has.
    public int columns() {
        return columns;
    }

    /// Inserts the rows in their order.
    public void rows(Session session, List<Object[]> rows) throws SQLException {
        for (List<Object[]> some : portions(rows)) session.change(text(some), values(some));
    }

    /// The same, sent with the next statement or with the commit.
    public void rowsLater(Session session, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) return;
        if (isOfLists(session)) session.changeLater(ofLists, lists(rows));
        else for (List<Object[]> some : portions(rows)) session.changeLater(text(some), values(some));
    }

    /// The same, and answers what the database says of the rows that it has inserted, in whatever order.
    public <T> List<T> answered(Session session, List<Object[]> rows, Row.Reader<T> reader) throws SQLException {
        if (isOfLists(session)) return session.all(ofLists, reader, lists(rows));
        var answers = new ArrayList<T>(rows.size());
        for (List<Object[]> some : portions(rows)) answers.addAll(session.all(text(some), reader, values(some)));
        return answers;
    }

    private boolean isOfLists(Session session) {
        return session.hasManyWriters() && !kinds.isEmpty();
    }

    private Object[] lists(List<Object[]> rows) {
        return IntStream.range(0, columns)
                .mapToObj(column -> new ValueList(kinds.charAt(column), rows, column))
                .toArray();
    }

    private static List<List<Object[]>> portions(List<Object[]> rows) {
        var portions = new ArrayList<List<Object[]>>();
        int at = 0;
        while (at < rows.size()) {
            int count = Math.min(MOST, Integer.highestOneBit(rows.size() - at));
            portions.add(rows.subList(at, at + count));
            at += count;
        }
        return portions;
    }

    private String text(List<Object[]> rows) {
        return texts.get(Integer.numberOfTrailingZeros(rows.size()));
    }

    private static Object[] values(List<Object[]> rows) {
        return rows.size() == 1
                ? rows.getFirst()
                : rows.stream().flatMap(Stream::of).toArray();
    }
}
