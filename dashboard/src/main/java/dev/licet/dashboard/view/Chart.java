package dev.licet.dashboard.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Columns over time, as SVG and as a table. Across, places are hundredths of the drawing's width, so that it is as
/// broad as its frame while words keep their size; downwards they are pixels.
///
/// @param id      a word that names it in the page
/// @param series  what is counted
/// @param columns from old to new
/// @param scale   what stands beside and below
public record Chart(String id, String title, List<Series> series, List<Column> columns, Scale scale) {
    /// The height of the columns.
    public static final int HEIGHT = 160;
    /// The height of the strip with the success rate.
    public static final int RATE_HEIGHT = 36;

    /// One thing that is counted.
    ///
    /// @param kind how it is coloured
    /// @param link where it is explained; may be empty
    public record Series(String kind, String words, String link) {}

    /// One stretch of time.
    ///
    /// @param counts one number for each series
    /// @param words  the same in words
    public record Column(String label, List<Long> counts, String words, Drawing drawing) {
        /// Whether anything happened.
        public boolean isBusy() {
            return counts.stream().anyMatch(count -> count > 0);
        }
    }

    /// How a stretch of time is drawn.
    ///
    /// @param left  where it begins
    /// @param broad how broad it is
    /// @param rate  how many requests of it went well; empty where that is not told, or where there were none
    public record Drawing(double left, double broad, List<Bar> bars, Optional<Bar> rate) {
        /// Its left side.
        public String x() {
            return print(left) + "%";
        }

        /// How broad it is.
        public String width() {
            return print(broad) + "%";
        }
    }

    /// One rectangle.
    public record Bar(String kind, double left, double top, double broad, double high) {
        /// Its left side.
        public String x() {
            return print(left) + "%";
        }

        /// Its upper side.
        public String y() {
            return print(top);
        }

        /// How broad it is.
        public String width() {
            return print(broad) + "%";
        }

        /// How high it is.
        public String height() {
            return print(high);
        }
    }

    /// What stands beside and below the columns.
    ///
    /// @param top  the number at the upper edge
    /// @param rows numbers, with their heights
    /// @param times of columns, with their middles
    public record Scale(long top, List<Mark> rows, List<Mark> times) {}

    /// A word at a place of an axis.
    public record Mark(double place, String label) {
        /// Across.
        public String x() {
            return print(place) + "%";
        }

        /// Downwards.
        public String y() {
            return print(place);
        }
    }

    private static String print(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /// What is counted, in one line.
    public String words() {
        return String.join(", ", series.stream().map(Series::words).toList());
    }

    /// Whether there is anything to draw.
    public boolean isEmpty() {
        return columns.stream().noneMatch(Column::isBusy);
    }

    /// Whether it tells how many requests went well.
    public boolean hasRate() {
        return columns.stream().anyMatch(column -> column.drawing().rate().isPresent());
    }
}
