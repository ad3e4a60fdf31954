package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenCommandsTest {
    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void installation() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    @Test
    void a_token_is_printed_once_listed_without_its_text_and_revoked() {
        Printed made =
                terminal.run("admin", "token", "create", "--name", "ci", "--scope", "read,money", "--days", "90");
        assertEquals(0, made.exit(), made.err());
        var text = Pattern.compile("licet-[A-Za-z0-9_-]{43}").matcher(made.out());
        assertTrue(text.find(), made.out());
        assertTrue(made.out().contains("read,money"), made.out());
        Printed listed = terminal.run("admin", "token", "list");
        assertTrue(listed.out().contains("ci"), listed.out());
        assertFalse(listed.out().contains(text.group()), listed.out());
        assertEquals(0, terminal.run("admin", "token", "revoke", "--id", "1").exit());
        assertEquals(3, terminal.run("admin", "token", "revoke", "--id", "1").exit());
        String trail = terminal.run("audit", "export").out();
        assertTrue(trail.contains("operator-token.create") && trail.contains("operator-token.revoke"), trail);
        assertFalse(trail.contains(text.group()), trail);
    }

    @Test
    void what_is_no_scope_or_name_is_a_usage_mistake() {
        assertEquals(
                2,
                terminal.run("admin", "token", "create", "--name", "ci", "--scope", "all")
                        .exit());
        assertEquals(
                2,
                terminal.run("admin", "token", "create", "--name", "a b", "--scope", "read")
                        .exit());
        assertEquals(
                2,
                terminal.run("admin", "token", "create", "--name", "a", "--scope", "read", "--days", "0")
                        .exit());
    }
}
