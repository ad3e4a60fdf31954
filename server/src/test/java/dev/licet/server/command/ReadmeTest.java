package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The table of commands in `README.md` has them all.
class ReadmeTest {
    private static final Setting SETTING = new Setting(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Map.of(),
            InstantSource.fixed(Terminal.NOW),
            new SecureRandom());

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("../README.md")).stream()
                .filter(line -> line.startsWith("| `licet "))
                .map(line -> line.substring(0, line.indexOf(" | ", 3)))
                .toList();
    }

    /// Names the groups in full and the command itself anywhere in the same row.
    private static boolean isIn(List<String> rows, String group, String name) {
        return rows.stream()
                .anyMatch(row -> row.startsWith(("| `licet " + group).stripTrailing())
                        && (row.contains("`" + name + "`") || row.contains((group + " " + name).strip() + "`")));
    }

    private static void collect(CommandLine command, String group, List<String> rows, TreeSet<String> missing) {
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getSubcommands().isEmpty()) {
                if (!isIn(rows, group, name)) missing.add((group + " " + name).strip());
            } else {
                collect(sub, (group + " " + name).strip(), rows, missing);
            }
        });
    }

    @Test
    void every_command_is_in_the_table_of_the_readme() throws IOException {
        var missing = new TreeSet<String>();
        var rows = rows();
        collect(Commands.tree(SETTING), "", rows, missing);
        assertEquals(new TreeSet<String>(), missing);
        assertTrue(rows.size() > 10);
        assertTrue(!isIn(rows, "account", "vanish"));
    }
}
