package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.licet.domain.account.AccountId;
import dev.licet.storage.testing.TestClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The power is cut: of what was not forced to disk, any part may be missing (reference: security.md F3, R2). A
/// process redeems tokens, and all that it writes, forces and tells is noted. For many moments of that, the disk is
/// laid as it may have been. `-Dlicet.test.cuts=N` says how many moments, `-Dlicet.test.cuts.seed=N` which ones. Needs
/// `cc`; where it cannot be had, `-Dlicet.cc.unavailable=true` reports this as skipped.
final class SqlitePowerCutTest extends DatabaseContract {
    private static final int CUTS = Integer.getInteger("licet.test.cuts", 20);
    private static final long SEED = Long.getLong("licet.test.cuts.seed", 23);
    private static final int CUTS_OF_A_RUN = 200;
    /// Small batches write many pages for few licenses, so that the log is copied into the file and begins anew.
    private static final String FEW_THREADS = "4";

    private static final int ACKNOWLEDGED = 1_500;

    private Path at;
    private long told;

    @Override
    Place place() {
        return new Place.Embedded(at);
    }

    @BeforeEach
    @Override
    void openEmpty() {
        assumeFalse(Boolean.getBoolean("licet.cc.unavailable"), "cc was said to be unavailable");
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void what_was_acknowledged_before_a_power_cut_is_there_afterwards_and_the_books_add_up() throws Exception {
        Path library = DiskLog.library(directory);
        for (int done = 0; done < CUTS; done += CUTS_OF_A_RUN)
            cut(library, new Random(SEED + done), Math.min(CUTS_OF_A_RUN, CUTS - done));
        System.out.printf("%d power cuts, %d licenses acknowledged before them, none lost%n", CUTS, told);
    }

    private void cut(Path library, Random chance, int cuts) throws Exception {
        at = Files.createDirectory(directory.resolve("before"));
        database = openAgain();
        var account = accountWithUnits(CrashedBooks.UNITS);
        database.close();
        Path before = at;
        at = copied(before, "written");
        var log = written(library, account);
        assertTrue(log.forces("-wal") > 0, "nothing was forced");
        assertTrue(log.forces(".db") > 0, "the log was never copied into the file");
        for (int i = 0; i < cuts; i++) {
            delete(at);
            at = copied(before, "cut");
            int moment = 1 + chance.nextInt(log.size());
            log.replay(at, moment, chance);
            assertNothingIsLost(account, log.told(moment));
        }
        delete(at);
        delete(before);
    }

    private void assertNothingIsLost(AccountId account, List<String> lines) {
        var tokens = lines.stream()
                .filter(line -> !line.equals(CrashingWriter.OPENING))
                .map(line -> line.split(" ")[1])
                .toList();
        told += tokens.size();
        try (var again = openAgain()) {
            CrashedBooks.assertNothingIsLost(again, account, tokens);
        }
    }

    /// What a process did until it was killed.
    private DiskLog written(Path library, AccountId account) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        TestClassPath.of(SqlitePowerCutTest.class),
                        CrashingWriter.class.getName(),
                        at.toString(),
                        account.toString(),
                        "1000000",
                        FEW_THREADS)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("LICET_DISK_LOG", log.toString());
        builder.environment()
                .put("LICET_DISK_FILES", at.resolve(DataDirectory.DATABASE).toString());
        var process = builder.start();
        try (var lines = process.inputReader()) {
            for (int i = 0; i < ACKNOWLEDGED && lines.readLine() != null; i++) Thread.onSpinWait();
        } finally {
            process.destroyForcibly().waitFor();
        }
        try {
            return DiskLog.read(log);
        } finally {
            Files.delete(log);
        }
    }

    private Path copied(Path from, String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
    }
}
