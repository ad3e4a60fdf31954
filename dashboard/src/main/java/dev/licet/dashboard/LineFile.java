package dev.licet.dashboard;

import java.util.List;
import java.util.function.Function;

/// How things of one kind are laid out as the lines of a file.
///
/// @param names of the columns of CSV
/// @param cells of a line of CSV
/// @param json  a line as a JSON object, without its end
public record LineFile<T>(
        LineFormat format, List<String> names, Function<T, List<String>> cells, Function<T, String> json) {
    /// What comes before the first line.
    public String header() {
        return switch (format) {
            case JSONL -> "";
            case CSV -> String.join(",", names) + "\r\n";
        };
    }

    /// One line, with its end.
    public String line(T one) {
        return switch (format) {
            case JSONL -> json.apply(one) + "\n";
            case CSV -> CsvLine.of(cells.apply(one));
        };
    }
}
