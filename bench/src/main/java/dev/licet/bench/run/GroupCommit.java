package dev.licet.bench.run;

import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How much faster many clients are than one, because licenses that are charged at the same time share what the
/// disk takes. One client alone has one `fsync` for each license.
final class GroupCommit {
    private static final String SLOW = ", a disk that takes " + SlowDisk.MILLIS + " ms";
    private static final double DELAYED_PER_SECOND = 1000.0 / SlowDisk.MILLIS;
    private static final double GAIN = 20;

    private final Plan plan;
    private final Book book;
    private final Floors floors;

    GroupCommit(Plan plan, Book book, Floors floors) {
        this.plan = plan;
        this.book = book;
        this.floors = floors;
    }

    /// On the disk of this machine.
    void run(Child server, Scenario scenario) {
        compare("", server, scenario, List.of(floors.disk()));
    }

    /// On a service of its own, whose disk waits.
    void runSlowly() {
        SlowDisk.prefix(plan).ifPresent(this::runSlowly);
    }

    private void runSlowly(List<String> prefix) {
        Path data = plan.work().resolve("slow");
        String authenticator = Serving.install(plan, data);
        var delay = new Floor(SlowDisk.MILLIS + " ms", () -> new Speed(DELAYED_PER_SECOND, 0, 0));
        try (var server = Serving.start(plan, data, prefix);
                var world = new World(data, Serving.account(authenticator))) {
            var scenario = new Scenarios(world, authenticator, Scenarios.POOL).widevine(false);
            if (isDelayed(server, scenario)) compare(SLOW, server, scenario, List.of(floors.disk(), delay));
            else System.out.println("no rows of a slow disk: a preloaded library has no effect on the service here");
        }
    }

    private static boolean isDelayed(Child server, Scenario scenario) {
        return new Subject(server, scenario, 1, 1).flatOut().speed().perSecond() <= DELAYED_PER_SECOND;
    }

    /// @param disk what one license cannot be faster than
    private void compare(String suffix, Child server, Scenario scenario, List<Floor> disk) {
        double seconds = plan.effort().seconds();
        var alone = new Subject(server, scenario, 1, seconds);
        var together = new Subject(server, scenario, Plan.CONNECTIONS, seconds);
        var single =
                new Floor("licenses, 1 client" + suffix, () -> alone.flatOut().speed());
        together.warmUp(plan.effort().warmUp());
        var many = new ArrayList<Speed>();
        var others = new ArrayList<Map<Floor, Speed>>();
        for (int i = 0; i < plan.effort().rounds(); i++) {
            var turn = new LinkedHashMap<Floor, Speed>();
            disk.forEach(floor -> turn.put(floor, floor.round()));
            turn.put(single, single.round());
            many.add(together.flatOut().speed());
            others.add(turn);
        }
        var overDisk = new Comparison(disk, row -> row);
        book.add(overDisk.compare(row(single.name(), single.rounds()), others, Speed::perSecond));
        Row of64 = row("licenses, 64 clients" + suffix, many);
        book.add(Comparison.over(single).atLeast(GAIN).compare(of64, others, Speed::perSecond));
    }

    /// Says what bounds it: the disk, or the processor where that has nothing left.
    private static Row row(String name, List<Speed> speeds) {
        var share = Comparison.spread(speeds, speed -> speed.perSecond() * speed.cpuMicros() / 1e4);
        return Row.of("group commit", name, "licenses/s", Comparison.spread(speeds, Speed::perSecond))
                .saying(String.format(Locale.ROOT, "the server's core was busy with it for %.0f %%", share.median()));
    }
}
