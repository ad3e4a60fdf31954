package dev.licet.bench.report;

import java.util.Optional;

/// One measured thing.
///
/// @param group  rows of a group share a table and a chart
/// @param name   what was measured
/// @param unit   e.g. `requests/s`
/// @param value  of all rounds
/// @param floor  the row that it is compared with
/// @param remark whatever else ought to be known
public record Row(String group, String name, String unit, Spread value, Optional<Floor> floor, String remark) {
    /// What the machine can do at best, or what has to be reached.
    ///
    /// @param name  of its row
    /// @param value of its row
    public record Floor(String name, double value) {}

    /// A row that is compared with nothing.
    public static Row of(String group, String name, String unit, Spread value) {
        return new Row(group, name, unit, value, Optional.empty(), "");
    }

    /// The same, compared with that.
    public Row over(String floorName, double floorValue) {
        return new Row(group, name, unit, value, Optional.of(new Floor(floorName, floorValue)), remark);
    }

    /// The same with a remark.
    public Row saying(String more) {
        return new Row(group, name, unit, value, floor, remark.isEmpty() ? more : remark + "; " + more);
    }

    /// The median divided by the floor; NaN without one.
    public double ratio() {
        return floor.map(bottom -> value.median() / bottom.value()).orElse(Double.NaN);
    }
}
