package dev.licet.server.admin;

import dev.licet.domain.Drm;
import dev.licet.domain.record.Event;
import dev.licet.server.admin.view.Chart;
import dev.licet.storage.RecordSearch.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Turns counts into columns: issued, given and refused on top of each other.
final class ChartDrawing {
    private record Sums(long issued, long redeemed, long refused) {
        long all() {
            return issued + redeemed + refused;
        }
    }

    private ChartDrawing() {}

    static Chart draw(Drm drm, List<Count> counts, Span span, Instant from) {
        var sums = new ArrayList<Sums>();
        for (int i = 0; i < span.stretches(); i++) {
            Instant start = from.plus(span.stretch().multipliedBy(i));
            sums.add(sums(
                    counts.stream().filter(count -> count.from().equals(start)).toList()));
        }
        long highest = Math.max(1, sums.stream().mapToLong(Sums::all).max().orElse(1));
        var columns = new ArrayList<Chart.Column>();
        for (int i = 0; i < sums.size(); i++) {
            String label = span.label(from.plus(span.stretch().multipliedBy(i)));
            columns.add(column(sums.get(i), label, (double) Chart.WIDTH / sums.size(), i, highest));
        }
        return new Chart(drm.word(), Names.of(drm), columns, highest);
    }

    private static Sums sums(List<Count> counts) {
        long issued = 0;
        long redeemed = 0;
        long refused = 0;
        for (Count count : counts) {
            if (count.kind() == Event.Kind.ISSUED) issued += count.count();
            if (count.kind() == Event.Kind.REDEEMED) redeemed += count.count();
            if (count.kind() == Event.Kind.REFUSED || count.kind() == Event.Kind.DENIED) refused += count.count();
        }
        return new Sums(issued, redeemed, refused);
    }

    private static Chart.Column column(Sums sums, String label, double step, int index, long highest) {
        double unit = (double) Chart.HEIGHT / highest;
        double x = index * step + step * 0.1;
        double width = step * 0.8;
        var bars = new ArrayList<Chart.Bar>();
        double y = Chart.HEIGHT;
        y = bar(bars, "issued", x, width, y, sums.issued() * unit);
        y = bar(bars, "redeemed", x, width, y, sums.redeemed() * unit);
        bar(bars, "refused", x, width, y, sums.refused() * unit);
        return new Chart.Column(label, sums.issued(), sums.redeemed(), sums.refused(), bars);
    }

    private static double bar(List<Chart.Bar> bars, String kind, double x, double width, double base, double height) {
        if (height > 0) bars.add(new Chart.Bar(kind, x, base - height, width, height));
        return base - height;
    }
}
