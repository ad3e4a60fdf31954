package dev.licet.server.admin.view;

import java.util.List;
import java.util.Locale;

/// Columns over time, as SVG and as a table.
///
/// @param id      a word that names it in the page
/// @param columns from old to new
/// @param highest the number at the top
public record Chart(String id, String title, List<Column> columns, long highest) {
    /// The width of the drawing in its own units.
    public static final int WIDTH = 600;
    /// Its height.
    public static final int HEIGHT = 140;

    /// One stretch of time.
    public record Column(String label, long issued, long redeemed, long refused, List<Bar> bars) {
        /// Whether anything happened.
        public boolean isBusy() {
            return issued + redeemed + refused > 0;
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

    /// Whether there is anything to draw.
    public boolean isEmpty() {
        return columns.stream().noneMatch(Column::isBusy);
    }
}
