package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.account.AccountId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A process is killed in the middle of its work, several times, with no clean stop in between; each time the books
/// are compared with what it had told (reference: security.md 3.1, I1 to I4, and F1). `-Dlicet.test.kills=N` kills
/// as often as one likes.
abstract class CrashContract extends DatabaseContract {
    static final int ACKNOWLEDGED = 300;

    private static final int CYCLES = Integer.getInteger("licet.test.kills", 3);

    /// The database is one of an earlier version, whose tables are brought up to date first.
    @BeforeEach
    @Override
    void openEmpty() {
        OldDatabase.fill(connections(), clock);
        super.openEmpty();
    }

    /// What else is killed, in the middle of the cycle with that number, and brought back.
    void killMore(int cycle) {}

    /// How many licenses are told before the process is killed, in the cycle with that number.
    int enough(int cycle) {
        return ACKNOWLEDGED;
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void what_was_acknowledged_before_a_kill_is_there_afterwards_and_the_books_add_up() throws Exception {
        var account = accountWithUnits(CrashedBooks.UNITS);
        database.close();
        var told = new ArrayList<String>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            told.addAll(killedAfterAWhile(account, cycle));
            assertNothingIsLost(account, told);
        }
        assertTrue(told.size() >= CYCLES * ACKNOWLEDGED);
        System.out.printf("%d kills, %d licenses acknowledged, none lost%n", CYCLES, told.size());
    }

    private void assertNothingIsLost(AccountId account, List<String> told) {
        try (var again = openAgain()) {
            CrashedBooks.assertNothingIsLost(again, account, told);
        }
    }

    private List<String> killedAfterAWhile(AccountId account, int cycle) throws IOException, InterruptedException {
        var process = CrashingWriter.process(place(), account, 1_000_000 * (cycle + 1))
                .start();
        var told = new ArrayList<String>();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.endsWith(" .")) continue;
                told.add(line.split(" ")[1]);
                if (told.size() == ACKNOWLEDGED) killMore(cycle);
                // Through the handle, which leaves the pipe open: what was told before is read to the end.
                if (told.size() == enough(cycle)) process.toHandle().destroyForcibly();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }
}
