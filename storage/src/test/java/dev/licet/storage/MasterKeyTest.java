package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeyTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data").resolve("master.key");
    }

    private static MasterKey inFile(Path file, long seed) {
        return MasterKey.inFile(file, new SeededRandom(seed));
    }

    @Test
    void the_first_start_makes_a_file_for_its_owner_alone() throws IOException {
        var made = inFile(file(), 1);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
        assertTrue(Files.readString(file()).matches("[0-9a-f]{64}\n"));
        assertTrue(
                MasterKey.parse(Files.readString(file())).orElseThrow().bytes().sameAs(made.bytes()));
    }

    @Test
    void a_second_start_reads_it_and_leaves_nothing_else_behind() throws IOException {
        var made = inFile(file(), 1);
        assertTrue(inFile(file(), 2).bytes().sameAs(made.bytes()));
        try (var files = Files.list(file().getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void starts_at_the_same_time_agree_on_one_key() {
        var keys = DatabaseContract.inParallel(20, i -> () -> inFile(file(), i));
        for (var key : keys) assertTrue(key.bytes().sameAs(keys.getFirst().bytes()));
    }

    @Test
    void a_file_that_holds_something_else_is_refused_and_left_as_it_is() throws IOException {
        Files.createDirectories(file().getParent());
        for (String text : new String[] {"", "abc", "g".repeat(64), "0".repeat(63), "0".repeat(66)}) {
            Files.writeString(file(), text);
            var refused = assertThrows(DatabaseRefused.class, () -> inFile(file(), 1));
            assertTrue(refused.getMessage().contains("64 hexadecimal digits"));
            assertFalse(text.length() > 2 && refused.getMessage().contains(text));
            assertEquals(text, Files.readString(file()));
        }
    }

    @Test
    void a_missing_file_beside_a_database_is_refused_and_not_made_anew() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file().resolveSibling("licet.db"), "");
        var refused = assertThrows(DatabaseRefused.class, () -> inFile(file(), 1));
        assertTrue(refused.getMessage().contains("missing"));
        assertFalse(Files.exists(file()));
    }

    @Test
    void a_directory_that_cannot_be_written_is_refused() {
        var refused = assertThrows(DatabaseRefused.class, () -> inFile(Path.of("/proc/nowhere/master.key"), 1));
        String words = "cannot make the master key file /proc/nowhere/master.key: /proc/nowhere: ";
        assertTrue(refused.getMessage().startsWith(words), refused.getMessage());
    }

    @Test
    void a_file_in_the_place_of_its_directory_is_named() throws IOException {
        Path file = Files.writeString(file().getParent(), "");
        var refused = assertThrows(DatabaseRefused.class, () -> inFile(file(), 1));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }

    @Test
    void a_key_does_not_print() {
        var key = MasterKey.parse(" " + "ab".repeat(32) + "\n").orElseThrow();
        assertFalse(key.toString().contains("abab"));
        assertTrue(MasterKey.parse("AB".repeat(32)).orElseThrow().bytes().sameAs(key.bytes()));
    }
}
