package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.record.EventRecord;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A process is killed in the middle of its work, several times, with no clean stop in between; then the books
/// are compared with what it had told (reference: security.md 3.1, I1 to I3, and F1).
final class SqliteCrashTest extends DatabaseContract {
    private static final int CYCLES = 3;
    private static final int ACKNOWLEDGED = 300;
    private static final int UNITS = 1_000_000;

    @Test
    @Timeout(120)
    void what_was_acknowledged_before_a_kill_is_there_afterwards_and_the_books_add_up() throws Exception {
        var account = accountWithUnits(UNITS);
        database.close();
        var told = new ArrayList<Long>();
        for (int cycle = 0; cycle < CYCLES; cycle++) told.addAll(killedAfterAWhile(account, cycle));

        database = openAgain();
        var records = database.records().window(account, Environment.PRODUCTION, 0, 1_000_000);
        var ids = records.stream().map(EventRecord::id).collect(Collectors.toSet());
        var movements = database.administration().balances().movements(account, Environment.PRODUCTION, 1_000_000);
        var left = database.administration()
                .balances()
                .show(account, Environment.PRODUCTION)
                .orThrow();

        assertTrue(told.size() >= CYCLES * ACKNOWLEDGED);
        assertTrue(ids.containsAll(told));
        assertEquals(new Balance.Units(UNITS - records.size()), left);
        assertEquals(
                UNITS - records.size(),
                movements.stream().mapToLong(Movement::units).sum());
        assertEquals(records.size(), ids.size());
    }

    private List<Long> killedAfterAWhile(AccountId account, int cycle) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        CrashingWriter.class.getName(),
                        directory.toString(),
                        account.toString(),
                        String.valueOf(1_000_000 * cycle))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new ArrayList<Long>();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(" .")) told.add(Long.valueOf(line.split(" ")[1]));
                // Through the handle, which leaves the pipe open: what was told before the kill is read to the
                // end.
                if (told.size() == ACKNOWLEDGED) process.toHandle().destroyForcibly();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }

    /// Everything that this very test runs with, whether on the class path or on the module path.
    private static String classPath() {
        var modules = ModuleLayer.boot().configuration().modules().stream()
                .flatMap(module -> module.reference().location().stream())
                .filter(location -> location.getScheme().equals("file"))
                .map(location -> Path.of(location).toString());
        return Stream.of(modules, Stream.of(testClasses().toString(), System.getProperty("java.class.path")))
                .flatMap(paths -> paths)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path testClasses() {
        try {
            var self =
                    SqliteCrashTest.class.getResource("SqliteCrashTest.class").toURI();
            String name = SqliteCrashTest.class.getPackageName();
            Path folder = Path.of(self).getParent();
            for (int i = 0; i < name.split("\\.").length; i++) folder = folder.getParent();
            return folder;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
