package dev.licet.dashboard;

import dev.licet.dashboard.view.Chart;
import dev.licet.dashboard.view.Chart.Series;
import dev.licet.storage.record.RecordSearch.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;

/// Turns counts into columns: one for each stretch of time, with its series on top of each other.
///
/// @param span   of which time it tells
/// @param from   when its first stretch began
/// @param series what is counted
/// @param number of which series a count is, from 0; of none if negative
record ChartDrawing(Span span, Instant from, List<Series> series, ToIntFunction<Count> number) {

    Chart draw(String id, String title, List<Count> counts) {
        Map<Instant, long[]> sums = sums(counts);
        long highest = Math.max(
                1, sums.values().stream().mapToLong(ChartDrawing::height).max().orElse(1));
        var columns = new ArrayList<Chart.Column>();
        sums.forEach((start, stretch) -> columns.add(column(span.label(start), stretch, columns.size(), highest)));
        return new Chart(id, title, series, columns, highest);
    }

    private static long height(long[] sums) {
        return Arrays.stream(sums).sum();
    }

    /// One number for each series, by when the stretch began.
    private Map<Instant, long[]> sums(List<Count> counts) {
        var sums = new LinkedHashMap<Instant, long[]>();
        for (int i = 0; i < span.stretches(); i++) {
            sums.put(from.plus(span.stretch().multipliedBy(i)), new long[series.size()]);
        }
        for (Count count : counts) {
            int which = number.applyAsInt(count);
            long[] stretch = sums.get(count.from());
            if (which >= 0 && stretch != null) stretch[which] += count.count();
        }
        return sums;
    }

    private Chart.Column column(String label, long[] sums, int index, long highest) {
        double step = (double) Chart.WIDTH / span.stretches();
        double unit = (double) Chart.HEIGHT / highest;
        var bars = new ArrayList<Chart.Bar>();
        var words = new StringJoiner(", ", label + ": ", "");
        double base = Chart.HEIGHT;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] == 0) continue;
            double height = sums[i] * unit;
            base -= height;
            bars.add(new Chart.Bar(series.get(i).kind(), index * step + step * 0.1, base, step * 0.8, height));
            words.add(sums[i] + " " + series.get(i).words());
        }
        return new Chart.Column(label, Arrays.stream(sums).boxed().toList(), words.toString(), bars);
    }
}
