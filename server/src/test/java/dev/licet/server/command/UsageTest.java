package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    private Path directory;

    private final Terminal terminal = new Terminal(Path.of("nowhere"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "account key",
                "widevine",
                "widevine backend",
                "fairplay",
                "keys",
                "nonsense",
                "account create --nonsense"
            })
    void what_is_no_command_is_usage_and_points_to_help(String command) {
        Printed printed = terminal.bare(command.isEmpty() ? new String[0] : command.split(" "));
        assertEquals(2, printed.exit());
        assertTrue(printed.err().contains("--help"), printed.err());
    }

    @Test
    void a_data_directory_without_a_database_is_not_made_by_accident() {
        var elsewhere = new Terminal(directory.resolve("typo"));
        Printed printed = elsewhere.run("account", "list");
        assertEquals(4, printed.exit());
        assertTrue(printed.err().startsWith("licet: there is no directory "), printed.err());
        assertFalse(Files.exists(directory.resolve("typo")));
    }

    @Test
    void a_wrong_working_directory_suggests_the_option() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        var here = new Terminal(empty, Map.of("LICET_DATA", empty.toString()));
        Printed printed = here.bare("account", "list");
        assertEquals(4, printed.exit());
        assertEquals(
                "licet: there is no database in " + empty + ": name the directory of the installation with --data"
                        + System.lineSeparator(),
                printed.err());
        assertEquals(4, here.run("account", "list").exit());
    }
}
