package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayReadyCommandsTest {
    private static final String URL = "https://handler.example/rm.asmx";

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    private Printed run(String verb, String environment, String... more) {
        var all = new ArrayList<>(List.of("playready", verb, "--account", "201722", "--environment", environment));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    private String secrets(String... names) throws IOException {
        var lines = new StringBuilder();
        for (String name : names)
            lines.append(terminal.bare("playready", "secret", "--name", name).out());
        return Files.writeString(directory.resolve("secrets"), lines).toString();
    }

    @Test
    void a_handler_is_set_with_what_the_secret_command_prints_and_shown_without_it() throws IOException {
        String file = secrets("new", "old");
        assertTrue(Files.readString(Path.of(file)).matches("new:[A-Za-z0-9_-]{43}\nold:[A-Za-z0-9_-]{43}\n"));
        var set = run("set", "test", "--kind", "handler", "--url", URL, "--secret-file", file);
        assertEquals(0, set.exit(), set.err());
        var shown = run("show", "test").out();
        assertTrue(shown.contains(URL) && shown.contains("new,old"), shown);
        for (String line : Files.readAllLines(Path.of(file))) assertFalse(shown.contains(line.split(":")[1]));
        assertEquals(0, run("remove", "test").exit());
        assertEquals(3, run("show", "test").exit());
    }

    @Test
    void the_address_for_packagers_is_set_and_taken_back() {
        String address = "https://drm.example/playready/RightsManager.asmx";
        assertTrue(run("la-url", "production", "--url", address).out().contains(address));
        assertFalse(run("la-url", "production").out().contains(address));
        assertEquals(2, run("la-url", "production", "--url", "drm.example").exit());
    }

    @Test
    void microsoft_s_test_server_is_for_the_test_environment_alone() {
        assertTrue(run("set", "test", "--kind", "microsoft-test").out().contains("test.playready.microsoft.com"));
        var refused = run("set", "production", "--kind", "microsoft-test");
        assertEquals(3, refused.exit());
        assertEquals("licet: this kind exists in the test environment alone\n", refused.err());
    }

    @Test
    void what_does_not_fit_together_is_a_usage_mistake() throws IOException {
        String file = secrets("one");
        assertEquals(2, run("set", "test", "--kind", "handler", "--url", URL).exit());
        assertEquals(
                2,
                run("set", "test", "--kind", "handler", "--secret-file", file).exit());
        assertEquals(
                2,
                run("set", "test", "--kind", "vendor", "--url", URL, "--secret-file", file)
                        .exit());
        assertEquals(
                2,
                run("set", "test", "--kind", "vendor", "--url", "http://elsewhere.example/")
                        .exit());
        assertEquals(2, run("set", "test", "--kind", "relay", "--url", URL).exit());
        assertEquals(
                2,
                run("set", "test", "--kind", "handler", "--url", URL, "--secret-file", secrets("a", "a"))
                        .exit());
        String short31 =
                Files.writeString(directory.resolve("short"), "a:AAAA\n").toString();
        var bad = run("set", "test", "--kind", "handler", "--url", URL, "--secret-file", short31);
        assertEquals("licet: secret a: must have 32 bytes\n", bad.err());
    }
}
