package dev.licet.dashboard;

import dev.licet.dashboard.view.Chart;
import dev.licet.dashboard.view.Chart.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The numbers beside a chart and the times below it.
final class ChartScale {
    private static final int MOST_ROWS = 4;
    private static final long[] STEPS = {1, 2, 5};

    private ChartScale() {}

    /// @param highest what must have room
    static Chart.Scale of(long highest, Span span, Instant from) {
        long step = step(highest);
        long top = Math.ceilDiv(highest, step) * step;
        var rows = new ArrayList<Mark>();
        for (long value = 0; value <= top; value += step) {
            rows.add(new Mark(Chart.HEIGHT - Chart.HEIGHT * (double) value / top, Long.toString(value)));
        }
        return new Chart.Scale(top, rows, times(span, from));
    }

    /// The smallest round number of which a few reach high enough.
    private static long step(long highest) {
        for (long power = 1; ; power *= 10) {
            for (long digit : STEPS) {
                if (Math.ceilDiv(highest, digit * power) <= MOST_ROWS) return digit * power;
            }
        }
    }

    private static List<Mark> times(Span span, Instant from) {
        var times = new ArrayList<Mark>();
        for (int i = 0; i < span.stretches(); i++) {
            Instant begin = from.plus(span.stretch().multipliedBy(i));
            if (span.isMarked(begin)) times.add(new Mark(100.0 * (i + 0.5) / span.stretches(), span.mark(begin)));
        }
        return times;
    }
}
