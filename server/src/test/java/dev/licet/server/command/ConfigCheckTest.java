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

class ConfigCheckTest {
    @TempDir
    private Path directory;

    private Printed check(Map<String, String> environment, String... arguments) {
        return new Terminal(directory, environment).bare(arguments);
    }

    private static String line(Printed printed, String key) {
        return printed.out()
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(printed.out() + printed.err()))
                .replaceAll(" +", " ");
    }

    @Test
    void the_environment_wins_over_the_file_that_it_names() throws IOException {
        Path file = Files.writeString(directory.resolve("licet.properties"), "test.port = 1\nproduction.port = 2\n");
        Printed printed = check(
                Map.of("LICET_CONFIG", file.toString(), "LICET_TEST_PORT", "3"), "config", "check", "--data", "here");
        assertEquals(0, printed.exit(), printed.err());
        assertEquals("test.port 3 LICET_TEST_PORT", line(printed, "test.port"));
        assertEquals("production.port 2 " + file, line(printed, "production.port"));
        assertEquals("data here command line", line(printed, "data"));
        assertEquals("log.level info default", line(printed, "log.level"));
    }

    @Test
    void a_value_that_stops_the_start_stops_the_check() {
        Printed printed = check(Map.of("LICET_TEST_PORT", "tcp://10.0.0.1:80"), "config", "check");
        assertEquals(2, printed.exit());
        assertTrue(printed.err().contains("test.port: must be a whole number"), printed.err());
    }

    @Test
    void variables_of_others_are_passed_over() {
        assertEquals(
                0,
                check(Map.of("LICET_SERVICE_HOST", "10.0.0.1"), "config", "check")
                        .exit());
    }

    @Test
    void a_password_in_the_address_of_the_database_is_not_shown() {
        var environment = Map.of("LICET_DATABASE_URL", "jdbc:postgresql://db/licet?password=hunter2&ssl=true");
        Printed printed = check(environment, "config", "check");
        assertFalse(printed.out().contains("hunter2"));
        assertTrue(printed.out().contains("?password=…&ssl=true"), printed.out());
    }

    @Test
    void a_command_that_was_misspelt_is_guessed() {
        Printed printed = check(Map.of(), "config", "chek");
        assertEquals(2, printed.exit());
        assertTrue(printed.err().contains("Did you mean: config check?"), printed.err());
    }

    @Test
    void the_completion_knows_every_command() {
        Printed printed = check(Map.of(), "completion");
        assertEquals(0, printed.exit());
        for (String name : new String[] {"serve", "config", "account", "verify", "records", "keys", "fairplay"}) {
            assertTrue(printed.out().contains(name), name);
        }
    }

    @Test
    void the_version_is_that_of_the_build() {
        Printed printed = check(Map.of(), "version");
        assertTrue(printed.out().matches("licet \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R"), printed.out());
        assertEquals(printed.out(), check(Map.of(), "--version").out());
    }
}
