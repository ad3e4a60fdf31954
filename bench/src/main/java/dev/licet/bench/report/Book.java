package dev.licet.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All rows of a run, in the order in which they were measured. It is written by another thread when a run is
/// stopped.
public final class Book {
    private final Map<String, String> host;
    private final List<Row> rows = new ArrayList<>();

    /// @param host what was measured on
    public Book(Map<String, String> host) {
        this.host = new LinkedHashMap<>(host);
    }

    /// Adds what is known of the machine only afterwards.
    public synchronized void note(String what, String value) {
        host.put(what, value);
    }

    /// Adds a row and says so on the terminal.
    public synchronized void add(Row row) {
        rows.add(row);
        System.out.printf(
                Locale.ROOT,
                "%-14s %-44s %14.3f %s%s%n",
                row.group(),
                row.name(),
                row.value().median(),
                row.unit(),
                row.ratio().map(Book::printed).orElse(""));
    }

    private static String printed(Spread ratio) {
        return String.format(Locale.ROOT, "  %.3f x (%.3f to %.3f)", ratio.median(), ratio.least(), ratio.most());
    }

    /// All rows.
    public synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    /// The names of the groups, in order.
    public synchronized List<String> groups() {
        return rows.stream().map(Row::group).distinct().toList();
    }

    /// The rows of a group.
    public synchronized List<Row> group(String name) {
        return rows.stream().filter(row -> row.group().equals(name)).toList();
    }

    /// What was measured on.
    public synchronized Map<String, String> host() {
        return new LinkedHashMap<>(host);
    }
}
