package dev.licet.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether two runs say the same. A row agrees when the ranges of its rounds overlap: of its ratios to the floor
/// where it has one, because machines are not equally fast every day, else of its values. What was measured once or
/// not at all has no range and is left out.
///
/// @param agreeing  names of rows
/// @param differing names of rows, with both ranges
/// @param once      names of rows without a range
/// @param alone     names of rows that only one of the runs has
public record Agreement(List<String> agreeing, List<String> differing, List<String> once, List<String> alone) {
    /// Of two runs' `.json`.
    public static Agreement of(Path one, Path other) throws IOException {
        return of(Reader.ranges(one), Reader.ranges(other));
    }

    static Agreement of(Map<String, Range> one, Map<String, Range> other) {
        var found = new Agreement(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        one.forEach((name, range) -> found.compare(name, range, other.get(name)));
        other.keySet().stream().filter(name -> !one.containsKey(name)).forEach(found.alone::add);
        return found;
    }

    private void compare(String name, Range one, Range other) {
        if (other == null) alone.add(name);
        else if (!one.isWide() || !other.isWide()) once.add(name);
        else if (one.overlaps(other)) agreeing.add(name);
        else differing.add(name + ": " + one + " and " + other);
    }

    /// The rows that do not agree, and how many do.
    @Override
    public String toString() {
        var out = new StringBuilder();
        differing.forEach(row -> out.append(row).append('\n'));
        alone.forEach(name -> out.append(name).append(": in one run only\n"));
        return out.append(String.format(
                        Locale.ROOT,
                        "%d of %d rows agree within their spreads; %d have no spread%n",
                        agreeing.size(),
                        agreeing.size() + differing.size(),
                        once.size()))
                .toString();
    }
}
