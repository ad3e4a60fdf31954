package dev.licet.bench.run;

import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What a row is held against.
///
/// @param floors of which one does all, one after the other; none means that the row is compared with nothing
/// @param goal   adds what the row has to reach
record Comparison(List<Floor> floors, UnaryOperator<Row> goal) {
    /// With nothing.
    static final Comparison NONE = over();

    static Comparison over(Floor... floors) {
        return new Comparison(List.of(floors), row -> row);
    }

    Comparison atLeast(double bound) {
        return new Comparison(floors, row -> row.atLeast(bound));
    }

    Comparison atMost(double bound) {
        return new Comparison(floors, row -> row.atMost(bound));
    }

    /// @param rounds of the floors, each next to one of the row's
    /// @param what   the number of a speed that the row is about
    Row compare(Row row, List<Map<Floor, Speed>> rounds, ToDoubleFunction<Speed> what) {
        if (floors.isEmpty()) return goal.apply(row);
        String name = floors.stream().map(Floor::name).collect(Collectors.joining(" + "));
        List<Speed> speeds = rounds.stream().map(this::of).toList();
        Row compared = goal.apply(row.over(name, spread(speeds, what)));
        return Busy.is(speeds) ? compared.saying("floor: " + Busy.remark(speeds)) : compared;
    }

    private Speed of(Map<Floor, Speed> round) {
        return floors.stream().map(round::get).reduce(Speed::and).orElseThrow();
    }

    /// One number of each.
    static Spread spread(List<Speed> speeds, ToDoubleFunction<Speed> what) {
        return Spread.of(speeds.stream().mapToDouble(what).boxed().toList());
    }
}
