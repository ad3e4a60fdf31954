package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminUserCommandsTest {
    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        terminal.run("account", "create");
    }

    @Test
    void a_password_is_made_up_and_shown_once() {
        String json = terminal.run("admin", "user", "create", "--name", "Root", "--json")
                .out();
        assertTrue(
                json.matches(
                        "\\[\\{\"name\":\"Root\",\"account\":null,\"role\":\"owner\",\"password\":\"[\\w-]{20}\"}]\\R"),
                json);
        String list = terminal.run("admin", "user", "list", "--json").out();
        assertTrue(list.startsWith("[{\"name\":\"Root\",\"account\":null,\"role\":\"owner\",\"enabled\":true,"), list);
        assertFalse(list.contains("password"));
    }

    @Test
    void a_password_comes_from_a_file_and_is_not_printed() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "a long enough one\n");
        var printed = terminal.run(
                "admin",
                "user",
                "create",
                "--name",
                "viewer",
                "--account",
                "201722",
                "--password-file",
                file.toString());
        assertEquals(0, printed.exit(), printed.err());
        assertTrue(printed.out().contains("201722"), printed.out());
        assertFalse(printed.out().contains("long enough"), printed.out());
        Files.writeString(file, "short\n");
        var refused = terminal.run("admin", "user", "password", "--name", "viewer", "--password-file", file.toString());
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("at least 12"), refused.err());
    }

    @Test
    void the_list_can_be_that_of_one_account() {
        terminal.run("admin", "user", "create", "--name", "root");
        terminal.run("admin", "user", "create", "--name", "viewer", "--account", "201722");
        String list = terminal.run("admin", "user", "list", "--account", "201722", "--json")
                .out();
        assertTrue(list.contains("viewer") && !list.contains("root"), list);
    }

    @Test
    void what_cannot_be_is_refused() {
        terminal.run("admin", "user", "create", "--name", "root");
        terminal.run("admin", "user", "create", "--name", "other");
        assertEquals(
                3, terminal.run("admin", "user", "create", "--name", "root").exit());
        assertEquals(
                3,
                terminal.run("admin", "user", "create", "--name", "x", "--account", "9")
                        .exit());
        assertEquals(2, terminal.run("admin", "user", "create", "--name", "a b").exit());
        assertEquals(
                3, terminal.run("admin", "user", "disable", "--name", "nobody").exit());
        String off = terminal.run("admin", "user", "disable", "--name", "root", "--json")
                .out();
        assertTrue(off.contains("\"enabled\":false"), off);
        String on = terminal.run("admin", "user", "enable", "--name", "root", "--json")
                .out();
        assertTrue(on.contains("\"enabled\":true"), on);
    }

    @Test
    void a_role_is_given_and_the_last_owner_stays_one() {
        terminal.run("admin", "user", "create", "--name", "root");
        var made = terminal.run("admin", "user", "create", "--name", "kate", "--role", "finance", "--json");
        assertTrue(made.out().contains("\"role\":\"finance\""), made.out());
        var wrong = terminal.run("admin", "user", "create", "--name", "x", "--role", "king");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("owner, operator, read-only or finance"), wrong.err());
        var last = terminal.run("admin", "user", "role", "--name", "root", "--role", "operator");
        assertEquals(3, last.exit());
        assertTrue(last.err().contains("this is the last owner"), last.err());
        assertEquals(
                3, terminal.run("admin", "user", "disable", "--name", "root").exit());
        var given = terminal.run("admin", "user", "role", "--name", "kate", "--role", "owner", "--json");
        assertTrue(given.out().contains("\"role\":\"owner\""), given.out());
        assertEquals(
                0,
                terminal.run("admin", "user", "role", "--name", "root", "--role", "read-only")
                        .exit());
    }
}
