package dev.licet.bench.report;

import java.util.Optional;

/// One measured thing.
///
/// @param group  rows of a group share a table and a chart
/// @param name   what was measured
/// @param unit   e.g. `requests/s`
/// @param value  of all rounds
/// @param floor  what it is compared with
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
    /// @param name  what it is
    /// @param value of as many rounds as the row has, each measured next to one of the row's
    public record Floor(String name, Spread value) {}

    /// A row that is compared with nothing.
    public static Row of(String group, String name, String unit, Spread value) {
        return new Row(group, name, unit, value, Optional.empty(), Optional.empty(), "");
    }

    /// The same with the other one's rounds after its own; neither has a floor.
    public Row withMoreRounds(Row other) {
        return new Row(group, name, unit, value.and(other.value), floor, goal, remark);
    }

    /// The same, compared with that, round by round.
    public Row over(String floorName, Spread floorValue) {
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
        if (goal.isEmpty()) return "";
        if (Double.isNaN(judged().median())) return goal.get() + ", not measured";
        return goal.get() + (goal.get().isMetBy(this) ? ", met" : ", **missed**");
    }

    /// The same with a remark.
    public Row saying(String more) {
        return new Row(group, name, unit, value, floor, goal, remark.isEmpty() ? more : remark + "; " + more);
    }

    /// Round by round divided by the floor.
    public Optional<Spread> ratio() {
        return floor.map(bottom -> value.over(bottom.value()));
    }

    /// What is held against its goal and against other runs: the ratio where there is one, else the value.
    public Spread judged() {
        return ratio().orElse(value);
    }
}
