package dev.licet.dashboard;

import dev.licet.dashboard.view.Chart;
import dev.licet.dashboard.view.Chart.Bar;
import dev.licet.dashboard.view.Chart.Series;
import dev.licet.storage.record.RecordSearch.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;

/// Turns counts into columns: one for each stretch of time.
///
/// @param span   of which time it tells
/// @param from   when its first stretch began
/// @param sort   what it tells
/// @param number of which series a count is, from 0; of none if negative
record ChartDrawing(Span span, Instant from, Sort sort, ToIntFunction<Count> number) {
    private static final double GAP = 0.1;

    /// What a chart tells.
    ///
    /// @param series what is counted
    /// @param parts  whether they are parts of one number, and so lie on top of each other; else they stand side by
    /// side, and all but the last went well
    record Sort(List<Series> series, boolean parts) {}

    Chart draw(String id, String title, List<Count> counts) {
        Map<Instant, long[]> sums = sums(counts);
        long highest =
                Math.max(1, sums.values().stream().mapToLong(this::height).max().orElse(1));
        var scale = ChartScale.of(highest, span, from);
        var columns = new ArrayList<Chart.Column>();
        sums.forEach((start, stretch) -> columns.add(column(span.label(start), stretch, columns.size(), scale.top())));
        return new Chart(id, title, sort.series(), columns, scale);
    }

    private long height(long[] sums) {
        var all = Arrays.stream(sums);
        return sort.parts() ? all.sum() : all.max().orElse(0);
    }

    /// One number for each series, by when the stretch began.
    private Map<Instant, long[]> sums(List<Count> counts) {
        var sums = new LinkedHashMap<Instant, long[]>();
        for (int i = 0; i < span.stretches(); i++) {
            sums.put(
                    from.plus(span.stretch().multipliedBy(i)),
                    new long[sort.series().size()]);
        }
        for (Count count : counts) {
            int which = number.applyAsInt(count);
            long[] stretch = sums.get(count.from());
            if (which >= 0 && stretch != null) stretch[which] += count.count();
        }
        return sums;
    }

    private Chart.Column column(String label, long[] sums, int index, long top) {
        double step = 100.0 / span.stretches();
        double left = index * step;
        var bars = sort.parts() ? stacked(sums, left, step, top) : beside(sums, left, step, top);
        var drawing = new Chart.Drawing(left, step, bars, rate(sums, left, step));
        return new Chart.Column(label, Arrays.stream(sums).boxed().toList(), words(label, sums), drawing);
    }

    private List<Bar> stacked(long[] sums, double left, double step, long top) {
        var bars = new ArrayList<Bar>();
        double base = Chart.HEIGHT;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] == 0) continue;
            double height = Chart.HEIGHT * (double) sums[i] / top;
            base -= height;
            bars.add(new Bar(kind(i), left + step * GAP, base, step * (1 - 2 * GAP), height));
        }
        return bars;
    }

    private List<Bar> beside(long[] sums, double left, double step, long top) {
        var bars = new ArrayList<Bar>();
        double broad = step * (1 - 2 * GAP) / sums.length;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] == 0) continue;
            double height = Chart.HEIGHT * (double) sums[i] / top;
            bars.add(new Bar(kind(i), left + step * GAP + i * broad, Chart.HEIGHT - height, broad, height));
        }
        return bars;
    }

    private String kind(int series) {
        return sort.series().get(series).kind();
    }

    private Optional<Bar> rate(long[] sums, double left, double step) {
        long all = Arrays.stream(sums).sum();
        if (sort.parts() || all == 0) return Optional.empty();
        double height = Chart.RATE_HEIGHT * (double) good(sums) / all;
        return Optional.of(
                new Bar("rate", left + step * GAP, Chart.RATE_HEIGHT - height, step * (1 - 2 * GAP), height));
    }

    private static long good(long[] sums) {
        return Arrays.stream(sums).limit(sums.length - 1L).sum();
    }

    private String words(String label, long[] sums) {
        var words = new StringJoiner(", ", label + ": ", "");
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] > 0 || !sort.parts())
                words.add(sums[i] + " " + sort.series().get(i).words());
        }
        if (!sort.parts()) words.add(Rate.words(good(sums), sums[sums.length - 1]) + " success");
        return words.toString();
    }
}
