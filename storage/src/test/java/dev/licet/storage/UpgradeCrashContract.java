package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A process is killed while it brings the tables of an earlier version up to date, again and again, and then while it
/// gives licenses. What the earlier version had acknowledged is there afterwards, and what this one has told as well.
/// Each round begins with the old tables. `-Dlicet.test.kills=N` kills as often as one likes.
abstract class UpgradeCrashContract extends DatabaseContract {
    private static final int KILLS = Integer.getInteger("licet.test.kills", 4);
    private static final int KILLS_IN_A_ROUND = 4;
    private static final int SHORTEST_MILLIS = 50;
    private static final int LONGEST_MILLIS = 20_000;
    private static final int ACKNOWLEDGED = CrashContract.ACKNOWLEDGED;

    private final SeededRandom random = new SeededRandom(31);
    private final List<String> told = new ArrayList<>();
    private int kills;
    private int onTheWay;
    private int first = 1;
    /// Grows while kills come before the first license, and else shrinks, until an upgrade takes about as long.
    private int within = 1000;

    /// Goes on to a place that has nothing in it yet.
    abstract void nextPlace() throws IOException;

    /// None is open before the process is killed.
    @BeforeEach
    @Override
    void openEmpty() {}

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void what_an_earlier_version_acknowledged_outlives_an_upgrade_that_is_killed() throws Exception {
        int rounds = Math.ceilDiv(KILLS, KILLS_IN_A_ROUND);
        long old = 0;
        for (int round = 0; round < rounds; round++) {
            nextPlace();
            told.clear();
            var before = LargeOldDatabase.fill(connections(), connections(), clock);
            for (int kill = 1; kill < KILLS_IN_A_ROUND; kill++) killOnTheWay();
            killAfterLicenses();
            assertNothingIsLost(before);
            old += before.size();
        }
        assertTrue(onTheWay > 0, "no process was killed before its first license");
        System.out.printf(
                "%d kills in %d upgrades, %d before the tables were up to date, %d records of before, none lost%n",
                kills, rounds, onTheWay, old);
    }

    private void assertNothingIsLost(LargeOldDatabase before) {
        try (var again = openAgain()) {
            before.assertNothingIsLost(again);
            var records =
                    again.records().window(LargeOldDatabase.UNLIMITED, Environment.PRODUCTION, 0, CrashedBooks.UNITS);
            CrashedBooks.assertAreThere(records, told);
            assertEquals(List.of(), again.verification().findings());
        }
    }

    private void killOnTheWay() throws IOException, InterruptedException {
        int before = told.size();
        // The first of a round at once: on a fast machine each moment by chance may come after the first license.
        run(OptionalInt.of(kills % KILLS_IN_A_ROUND == 0 ? 0 : random.nextInt(within)));
        boolean early = told.size() == before;
        within = early ? Math.min(LONGEST_MILLIS, within * 6 / 5) : Math.max(SHORTEST_MILLIS, within * 4 / 5);
        if (early) onTheWay++;
    }

    private void killAfterLicenses() throws IOException, InterruptedException {
        int before = told.size();
        run(OptionalInt.empty());
        assertTrue(told.size() >= before + ACKNOWLEDGED);
    }

    /// @param after how many milliseconds after the tables began to be brought up to date the process is killed;
    ///              empty for after some licenses
    private void run(OptionalInt after) throws IOException, InterruptedException {
        var process = CrashingWriter.process(place(), LargeOldDatabase.UNLIMITED, 1_000_000 * first++)
                .start();
        int before = told.size();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(CrashingWriter.OPENING)) after.ifPresent(millis -> killLater(process, millis));
                if (line.endsWith(" .")) told.add(line.split(" ")[1]);
                boolean enough = told.size() == before + ACKNOWLEDGED;
                if (after.isEmpty() && enough) process.toHandle().destroyForcibly();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        kills++;
    }

    private static void killLater(Process process, int millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                .execute(() -> process.toHandle().destroyForcibly());
    }
}
