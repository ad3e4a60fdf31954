package dev.licet.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A bar for each row; the floor is a line across the bar, the spread a thin line behind its end. Rows of other units
/// than the first one's have a scale of their own.
final class Chart {
    private static final int LABEL = 330;
    private static final int BARS = 400;
    private static final int STEP = 24;

    private Chart() {}

    static String of(String group, List<Row> rows) {
        int height = 40 + rows.size() * STEP;
        var out = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"8\" y=\"20\" font-size=\"14\">%s</text>%n",
                LABEL + BARS + 150, height, escaped(group)));
        for (int i = 0; i < rows.size(); i++) out.append(bar(rows.get(i), 34 + i * STEP, scale(rows.get(i), rows)));
        return out.append("</svg>\n").toString();
    }

    /// Pixels per unit.
    private static double scale(Row row, List<Row> rows) {
        double most = rows.stream()
                .filter(other -> other.unit().equals(row.unit()))
                .mapToDouble(Chart::end)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return most > 0 ? BARS / most : 0;
    }

    private static double end(Row row) {
        return Math.max(row.value().most(), floor(row).orElse(0.0));
    }

    private static Optional<Double> floor(Row row) {
        return row.floor().map(floor -> floor.value().median()).filter(Double::isFinite);
    }

    private static String bar(Row row, int y, double scale) {
        double median = Double.isFinite(row.value().median()) ? row.value().median() : 0;
        var out = new StringBuilder();
        out.append(String.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LABEL - 8, y + 13, escaped(row.name())));
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"#4a7dab\"/>%n",
                LABEL,
                y,
                median * scale));
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#1c3a57\"/>%n",
                LABEL + row.value().least() * scale,
                LABEL + row.value().most() * scale,
                y + 8,
                y + 8));
        floor(row)
                .ifPresent(floor -> out.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#c33\" stroke-width=\"2\"/>%n",
                        LABEL + floor * scale,
                        LABEL + floor * scale,
                        y - 2,
                        y + 18)));
        out.append(String.format(
                "<text x=\"%d\" y=\"%d\">%s %s</text>%n",
                LABEL + BARS + 8, y + 13, Writer.number(row.value().median()), escaped(row.unit())));
        return out.toString().replace("NaN", "0");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
