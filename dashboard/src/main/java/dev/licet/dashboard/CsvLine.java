package dev.licet.dashboard;

import java.util.List;
import java.util.stream.Collectors;

/// Lines of RFC 4180 for spreadsheets.
public final class CsvLine {
    /// What a spreadsheet may take for a formula, when a cell begins with it.
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /// One line, with its end.
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// A number may begin with a minus; nothing else may begin as a formula does.
    public static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches("-\\d+");
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
