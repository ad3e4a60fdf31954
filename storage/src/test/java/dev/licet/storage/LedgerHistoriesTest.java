package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Histories of accounts with faults at the calls of the database and jumps of the clock, the same for the same
/// seed, compared with a model after each batch (reference: security.md 3, R4). `-Dlicet.histories=N` says how many,
/// `-Dlicet.histories.seed=N` the seed of the first.
class LedgerHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("licet.histories", 60);
    private static final long SEED = Long.getLong("licet.histories.seed", 23);
    private static final int HISTORIES_OF_A_DATABASE = 500;
    private static final int TOKENS = 6;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final HandClock clock = new HandClock();
    private long steps;
    private long struck;

    @Test
    @Timeout(value = 48, unit = TimeUnit.HOURS)
    void whatever_fails_and_whenever_the_books_are_those_of_the_model() throws Exception {
        for (int done = 0; done < HISTORIES; done += HISTORIES_OF_A_DATABASE)
            histories(SEED + done, Math.min(HISTORIES_OF_A_DATABASE, HISTORIES - done));
        System.out.printf("%d histories from seed %d: %d steps, %d calls failed%n", HISTORIES, SEED, steps, struck);
        assertTrue(struck > 0);
    }

    /// Nothing here is about the disk, which is tried elsewhere.
    private static Path directory() throws IOException {
        return Files.isDirectory(MEMORY)
                ? Files.createTempDirectory(MEMORY, "licet-histories")
                : Files.createTempDirectory("licet-histories");
    }

    private void histories(long seed, int count) throws Exception {
        Path directory = directory();
        var faults = new Faults();
        var settings = new DatabaseSettings(
                new Place.Embedded(directory),
                DatabaseContract.MASTER,
                clock,
                new SeededRandom(1),
                Duration.ofMinutes(1));
        try (var _ = FaultyDriver.install(faults);
                var callers = Executors.newVirtualThreadPerTaskExecutor();
                var database = Database.open(settings)) {
            var stage = new LedgerHistory.Stage(database, clock, faults, callers);
            for (int i = 0; i < count; i++) history(stage, seed + i, i * TOKENS);
            assertEquals(List.of(), database.verification().findings());
        } finally {
            delete(directory);
        }
        struck += faults.struck();
    }

    private void history(LedgerHistory.Stage stage, long seed, int token) {
        try {
            stage.faults().draw(new Random(~seed));
            steps += new LedgerHistory(stage, new Random(seed)).run(token);
        } catch (AssertionError fault) {
            throw new AssertionError("-Dlicet.histories=1 -Dlicet.histories.seed=" + seed, fault);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
    }
}
