package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory whose database was lost stays one until somebody decides.
class LostDatabaseTest {
    @TempDir
    private Path directory;

    private Path data;
    private Path backup;
    private Terminal terminal;

    @BeforeEach
    void make() {
        data = directory.resolve("data");
        backup = directory.resolve("backup.db");
        terminal = new Terminal(data);
        assertEquals(0, terminal.run("account", "create", "--name", "kept").exit());
        assertEquals(0, terminal.run("backup", "--to", backup.toString()).exit());
    }

    private void assertRefused(String words, String... command) {
        Printed printed = terminal.run(command);
        assertEquals(4, printed.exit(), printed.out());
        assertTrue(printed.err().contains(words), printed.err());
        assertTrue(printed.err().contains("licet restore --from"), printed.err());
    }

    @Test
    void nothing_begins_anew_where_a_service_noted_the_loss() throws IOException {
        Files.writeString(data.resolve("licet.lost"), "licet.db-wal was deleted\n");
        assertRefused("licet.db-wal was deleted", "serve");
        assertRefused("licet.db-wal was deleted", "account", "create", "--name", "another");
    }

    @Test
    void nothing_begins_anew_where_the_file_is_gone_and_its_surroundings_are_there() throws IOException {
        Files.createDirectory(data.resolve("device-factory"));
        Files.delete(data.resolve("licet.db"));
        assertRefused("there was a database in", "serve");
        assertRefused("there was a database in", "account", "create");
        assertFalse(Files.exists(data.resolve("licet.db")));
    }

    @Test
    void a_backup_takes_its_place() throws IOException {
        Files.writeString(data.resolve("licet.lost"), "licet.db-wal was deleted\n");
        Printed restored = terminal.run("restore", "--from", backup.toString());
        assertEquals(0, restored.exit(), restored.out() + restored.err());
        assertTrue(Files.exists(data.resolve("lost").resolve("licet.db")), "what was left is kept");
        assertTrue(terminal.run("account", "list").out().contains("kept"));
    }

    @Test
    void whoever_removes_the_note_goes_on_with_what_is_there() throws IOException {
        Path note = Files.writeString(data.resolve("licet.lost"), "licet.db-wal was deleted\n");
        assertRefused(note.toString(), "account", "list");
        Files.delete(note);
        assertTrue(terminal.run("account", "list").out().contains("kept"));
    }
}
