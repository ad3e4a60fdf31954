package dev.licet.dashboard;

import dev.licet.dashboard.view.Chart;
import dev.licet.dashboard.view.Chart.Series;
import dev.licet.dashboard.view.Overview;
import dev.licet.domain.Drm;
import dev.licet.storage.record.RecordSearch.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the overview draws: each DRM system, and the refusals by code.
///
/// @param counts of the time that it tells of
/// @param span   that time
/// @param from   when it began
record OverviewCharts(List<Count> counts, Span span, Instant from) {
    /// So many codes have a colour of their own; the rest share one.
    private static final int CODES = 5;

    private static final List<Series> HAPPENED = List.of(
            new Series("issued", "issued", ""),
            new Series("redeemed", "given", ""),
            new Series("refused", "refused", ""));

    /// Issued, given and refused, of all systems together and then of each.
    List<Chart> all() {
        var all = happened().draw("all", "All systems", counts);
        return Stream.concat(Stream.of(all), Stream.of(Drm.values()).map(this::of))
                .toList();
    }

    private ChartDrawing happened() {
        return new ChartDrawing(span, from, new ChartDrawing.Sort(HAPPENED, false), OverviewCharts::happened);
    }

    private Chart of(Drm drm) {
        var own = counts.stream()
                .filter(count -> count.drm().filter(drm::equals).isPresent())
                .toList();
        return happened().draw(drm.word(), Names.of(drm), own);
    }

    private static int happened(Count count) {
        return switch (count.kind()) {
            case ISSUED -> 0;
            case REDEEMED -> 1;
            case REFUSED, DENIED -> 2;
            case DELIVERED,
                    RENEWED,
                    RELEASED,
                    REPORTED,
                    KEY_READ,
                    KEY_WRITTEN,
                    KEY_DELETED,
                    KEY_SERVED,
                    KEY_REFUSED,
                    COMPARED -> -1;
        };
    }

    /// Refusals of all systems.
    ///
    /// @param codes all that there were, most frequent first
    Chart byCode(List<Overview.Code> codes) {
        var own = codes.stream().limit(CODES).map(Overview.Code::code).toList();
        var series = new ArrayList<Series>();
        for (int code : own) series.add(new Series("code-" + (series.size() + 1), "" + code, "/admin/codes#c" + code));
        if (codes.size() > CODES) series.add(new Series("code-rest", "others", ""));
        return new ChartDrawing(span, from, new ChartDrawing.Sort(series, true), count -> place(own, count))
                .draw("codes", "Refused by code", counts);
    }

    private static int place(List<Integer> codes, Count count) {
        if (count.code() == 0) return -1;
        int place = codes.indexOf(count.code());
        return place < 0 ? codes.size() : place;
    }
}
