package dev.licet.bench.report;

import java.util.Optional;

/// One measured thing.
///
/// @param group  rows of a group share a table and a chart
/// @param name   what was measured
/// @param unit   e.g. `requests/s`
/// @param value  of all rounds
/// @param floor  the row that it is compared with
/// @param goal   what it has to reach
/// @param remark whatever else ought to be known
public record Row(
        String group,
        String name,
        String unit,
        Spread value,
        Optional<Floor> floor,
        Optional<Goal> goal,
        String remark) {
    /// What the machine can do at best, or what has to be reached.
    ///
    /// @param name  of its row
    /// @param value of its row
    public record Floor(String name, double value) {}

    /// A row that is compared with nothing.
    public static Row of(String group, String name, String unit, Spread value) {
        return new Row(group, name, unit, value, Optional.empty(), Optional.empty(), "");
    }

    /// The same, compared with that.
    public Row over(String floorName, double floorValue) {
        return new Row(group, name, unit, value, Optional.of(new Floor(floorName, floorValue)), goal, remark);
    }

    /// The same, which has to be at least that much (of its floor, where it has one).
    public Row atLeast(double bound) {
        return new Row(group, name, unit, value, floor, Optional.of(new Goal(true, bound)), remark);
    }

    /// The same, which has to be at most that much (of its floor, where it has one).
    public Row atMost(double bound) {
        return new Row(group, name, unit, value, floor, Optional.of(new Goal(false, bound)), remark);
    }

    /// Its goal and whether that is met; empty without one.
    String verdict() {
        return goal.map(wanted -> wanted + (wanted.isMetBy(this) ? ", met" : ", **missed**"))
                .orElse("");
    }

    /// The same with a remark.
    public Row saying(String more) {
        return new Row(group, name, unit, value, floor, goal, remark.isEmpty() ? more : remark + "; " + more);
    }

    /// The median divided by the floor; NaN without one.
    public double ratio() {
        return floor.map(bottom -> value.median() / bottom.value()).orElse(Double.NaN);
    }
}
