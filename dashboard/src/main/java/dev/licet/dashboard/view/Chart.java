package dev.licet.dashboard.view;

import java.util.List;
import java.util.Locale;

/// Columns over time, as SVG and as a table.
///
/// @param id      a word that names it in the page
/// @param series  what lies on top of each other in a column, from below
/// @param columns from old to new
/// @param highest the number at the top
public record Chart(String id, String title, List<Series> series, List<Column> columns, long highest) {
    /// The width of the drawing in its own units.
    public static final int WIDTH = 600;
    /// Its height.
    public static final int HEIGHT = 140;

    /// One thing that is counted.
    ///
    /// @param kind how it is coloured
    /// @param link where it is explained; may be empty
    public record Series(String kind, String words, String link) {}

    /// One stretch of time.
    ///
    /// @param counts one number for each series
    /// @param words  the same in words
    public record Column(String label, List<Long> counts, String words, List<Bar> bars) {
        /// Whether anything happened.
        public boolean isBusy() {
            return counts.stream().anyMatch(count -> count > 0);
        }
    }

    /// One rectangle.
    public record Bar(String kind, double left, double top, double broad, double high) {
        /// Its left side.
        public String x() {
            return print(left);
        }

        /// Its upper side.
        public String y() {
            return print(top);
        }

        /// How broad it is.
        public String width() {
            return print(broad);
        }

        /// How high it is.
        public String height() {
            return print(high);
        }

        private static String print(double number) {
            return String.format(Locale.ROOT, "%.2f", number);
        }
    }

    /// What is counted, in one line.
    public String words() {
        return String.join(", ", series.stream().map(Series::words).toList());
    }

    /// Whether there is anything to draw.
    public boolean isEmpty() {
        return columns.stream().noneMatch(Column::isBusy);
    }
}
