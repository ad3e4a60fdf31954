package dev.licet.server.command;

import dev.licet.dashboard.CsvLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a command prints.
///
/// @param columns the names of the members, in order
/// @param rows    as many cells each as there are columns; more come with [#row]
record Table(List<String> columns, List<List<Cell>> rows) {

    /// One value.
    sealed interface Cell {
        /// Words.
        record Text(String text) implements Cell {}

        /// A whole number.
        record Number(long number) implements Cell {}

        /// True or false.
        record Flag(boolean set) implements Cell {}

        /// There is none.
        record None() implements Cell {}

        /// A table of its own: an array of objects for programs.
        record Rows(Table table) implements Cell {}

        /// For people.
        default String shown() {
            return switch (this) {
                case Text(String text) -> text;
                case Number(long number) -> Long.toString(number);
                case Flag(boolean set) -> set ? "yes" : "no";
                case None() -> "-";
                case Rows(Table table) -> table.words();
            };
        }
    }

    static Table of(String... columns) {
        return new Table(List.of(columns), new ArrayList<>());
    }

    static Cell text(Object value) {
        return new Cell.Text(value.toString());
    }

    static Cell number(long value) {
        return new Cell.Number(value);
    }

    static Cell flag(boolean value) {
        return new Cell.Flag(value);
    }

    static Cell maybe(Optional<?> value) {
        return value.<Cell>map(Table::text).orElseGet(Cell.None::new);
    }

    /// Adds a row. Nothing is copied, because a list is as long as an installation has accounts or keys.
    Table row(Cell... cells) {
        if (cells.length != columns.size()) throw new IllegalArgumentException("row: one cell for each column");
        rows.add(List.of(cells));
        return this;
    }

    /// The first two cells of each row, in one line.
    private String words() {
        String all = rows.stream()
                .map(row -> row.get(0).shown() + " " + row.get(1).shown())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all;
    }

    void printColumns(PrintWriter out) {
        var widths = columns.stream().map(String::length).toArray(Integer[]::new);
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).shown().length());
        }
        printLine(out, columns, widths);
        for (List<Cell> row : rows) printLine(out, row.stream().map(Cell::shown).toList(), widths);
        out.flush();
    }

    private static void printLine(PrintWriter out, List<String> cells, Integer[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(2 + widths[i] - cells.get(i).length()));
        }
        out.println(line.toString().stripTrailing());
    }

    /// RFC 4180, with a line of names first.
    void printCsv(PrintWriter out) {
        out.print(String.join(",", columns) + "\r\n");
        for (List<Cell> row : rows) {
            out.print(row.stream().map(Table::csv).collect(Collectors.joining(",")) + "\r\n");
        }
        out.flush();
    }

    private static String csv(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> CsvLine.cell(text);
            case Cell.Number number -> number.shown();
            case Cell.Flag(boolean set) -> Boolean.toString(set);
            case Cell.None() -> "";
            case Cell.Rows(Table table) -> CsvLine.cell(table.words());
        };
    }

    void printJson(PrintWriter out) {
        JsonTable.print(this, out);
    }
}
