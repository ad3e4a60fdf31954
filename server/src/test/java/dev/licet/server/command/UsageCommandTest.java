package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageCommandTest {
    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void installation() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    @Test
    void months_are_said_as_text_json_or_csv() {
        assertEquals("[]", terminal.run("usage", "--json").out().strip());
        assertEquals(
                "month,account,environment,tokens,licenses,charges\r\n",
                terminal.run("usage", "--from", "2026-01", "--to", "2026-11", "--csv")
                        .out());
        assertTrue(terminal.run("usage", "--account", "201722").out().startsWith("month  account  environment"));
    }

    @Test
    void what_is_no_range_of_months_is_a_usage_mistake() {
        for (String[] bad : new String[][] {
            {"usage", "--from", "2026-13"},
            {"usage", "--from", "2026-12", "--to", "2026-11"},
            {"usage", "--from", "1900-01"},
            {"usage", "--account", "x"},
            {"usage", "--csv", "--json"}
        }) {
            Printed told = terminal.run(bad);
            assertEquals(2, told.exit(), String.join(" ", bad) + ": " + told.err());
        }
    }
}
