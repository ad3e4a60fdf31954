package dev.licet.bench.run;

import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Measures scenarios: how many a server can do, next to what the machine does at best, and how long they take
/// at 70 percent of that. The rounds of the scenarios of a group take turns, so that each scenario's are spread
/// over the whole time of the group and what else the machine does shows in all of them.
final class Measurement {
    private static final double SHARE = 0.7;
    private static final double JUDGED = 0.99;

    /// One scenario and what its rows are compared with.
    ///
    /// @param rate for the row of requests per second
    /// @param cost for the row of processor time
    /// @param late for the row of the 99th percentile of latencies
    /// @param base for the row of the processor time of a database beside it
    record Entry(Subject subject, Comparison rate, Comparison cost, Comparison late, Comparison base) {
        /// Of whose latencies nothing is demanded.
        Entry(Subject subject, Comparison rate, Comparison cost) {
            this(subject, rate, cost, Comparison.NONE);
        }

        /// Without a database beside it.
        Entry(Subject subject, Comparison rate, Comparison cost, Comparison late) {
            this(subject, rate, cost, late, Comparison.NONE);
        }

        Set<Floor> floors() {
            var all = new LinkedHashSet<Floor>(rate.floors());
            all.addAll(cost.floors());
            return all;
        }
    }

    /// One turn of an entry.
    ///
    /// @param floors a round of each of its floors, measured right before or after
    private record Turn(Subject.Round flatOut, Subject.Round steady, Map<Floor, Speed> floors) {}

    private final Effort effort;
    private final Book book;

    Measurement(Effort effort, Book book) {
        this.effort = effort;
        this.book = book;
    }

    /// Measures them in turns and adds all their rows.
    void run(String group, List<Entry> entries) {
        for (Measured measured : measure(entries)) {
            book.add(measured.rate(group));
            book.add(measured.cost(group));
            measured.database(group).ifPresent(book::add);
            measured.latencies(group).forEach(book::add);
        }
    }

    /// Measures them in turns.
    List<Measured> measure(List<Entry> entries) {
        for (Entry entry : entries) {
            entry.subject().warmUp(effort.warmUp());
            entry.floors().forEach(Floor::warmUp);
        }
        List<Measured> all = entries.stream().map(Measured::new).toList();
        for (int i = 0; i < effort.rounds(); i++) {
            for (Measured one : all) one.turns.add(turn(one.entry, i % 2 == 0));
        }
        return all;
    }

    /// Floors come first in every other turn: where the machine becomes slower or faster all the time, that
    /// hits the ratio once this way and once that way.
    private static Turn turn(Entry entry, boolean floorsFirst) {
        var floors = new LinkedHashMap<Floor, Speed>();
        if (floorsFirst) entry.floors().forEach(floor -> floors.put(floor, floor.round()));
        Subject.Round flatOut = entry.subject().flatOut();
        if (!floorsFirst) entry.floors().forEach(floor -> floors.put(floor, floor.round()));
        Subject.Round steady = entry.subject().steady(SHARE * flatOut.result().rate());
        return new Turn(flatOut, steady, floors);
    }

    /// All turns of an entry, and what they say.
    static final class Measured {
        private final Entry entry;
        private final List<Turn> turns = new ArrayList<>();

        private Measured(Entry entry) {
            this.entry = entry;
        }

        Row rate(String group) {
            Row row = Row.of(group + " rate", name(), "requests/s", Comparison.spread(speeds(), Speed::perSecond));
            Row compared = entry.rate().compare(row, floors(), Speed::perSecond);
            return Busy.is(speeds()) ? compared.saying(Busy.remark(speeds())) : compared;
        }

        Row cost(String group) {
            Row row = Row.of(group + " CPU", name(), "µs/request", Comparison.spread(speeds(), Speed::cpuMicros));
            return sayingHowWarm(entry.cost().compare(row, floors(), Speed::cpuMicros));
        }

        /// Where there is a database beside it.
        Optional<Row> database(String group) {
            var micros =
                    turns.stream().map(turn -> turn.flatOut().databaseMicros()).toList();
            if (micros.stream().noneMatch(each -> each > 0)) return Optional.empty();
            Row row = Row.of(group + " database CPU", name(), "µs/request", Spread.of(micros));
            return Optional.of(entry.base().compare(row, floors(), Speed::cpuMicros));
        }

        /// Judged by the ratio where there is a floor: a machine that becomes faster is no compiler at work.
        private Row sayingHowWarm(Row row) {
            Row said = entry.subject().isWarm() ? row : row.saying("not warm when the rounds began");
            return row.judged().falls() ? said.saying("still falling from round to round") : said;
        }

        List<Row> latencies(String group) {
            var rows = new ArrayList<Row>();
            for (double share : new double[] {0.5, JUDGED, 0.999}) {
                String quantile = name() + ", p" + Double.toString(share * 100).replace(".0", "");
                var millis =
                        turns.stream().map(turn -> turn.steady().millis(share)).toList();
                var row = Row.of(group + " latency", quantile, "ms", Spread.of(millis));
                rows.add(share == JUDGED ? entry.late().compare(row, floors(), Speed::perSecond) : row);
            }
            return rows;
        }

        private String name() {
            return entry.subject().name();
        }

        private List<Speed> speeds() {
            return turns.stream().map(turn -> turn.flatOut().speed()).toList();
        }

        private List<Map<Floor, Speed>> floors() {
            return turns.stream().map(Turn::floors).toList();
        }
    }
}
