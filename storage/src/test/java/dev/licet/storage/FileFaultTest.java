package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The words for what goes wrong with files.
class FileFaultTest {
    private static final Path FILE = Path.of("/etc/licet/key");
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path directory;

    @Test
    void each_failure_has_its_cause_and_no_bare_file_name() {
        String name = FILE.toString();
        assertEquals("permission denied for the user " + USER, FileFault.words(FILE, new AccessDeniedException(name)));
        assertEquals("there is no such file or directory", FileFault.words(FILE, new NoSuchFileException(name)));
        assertEquals("it is no directory", FileFault.words(FILE, new NotDirectoryException(name)));
        assertEquals("it is no UTF-8 text", FileFault.words(FILE, new MalformedInputException(1)));
        assertEquals("no space left", FileFault.words(FILE, new FileSystemException(name, null, "No space left")));
        assertEquals("Stale handle", FileFault.words(FILE, new IOException("Stale handle")));
        for (IOException bare : List.of(
                new FileAlreadyExistsException(name), new FileSystemException(name), new FileNotFoundException(name))) {
            assertFalse(FileFault.words(Path.of("/other"), bare).isBlank());
        }
    }

    @Test
    void another_file_at_fault_is_named() {
        assertEquals(
                "/etc: permission denied for the user " + USER,
                FileFault.words(FILE, new AccessDeniedException("/etc")));
    }

    @Test
    void a_missing_file_is_missing_and_a_hidden_one_is_not() throws IOException {
        assertFalse(FileFault.isThere(directory.resolve("nothing")));
        Path file = Files.writeString(directory.resolve("file"), "");
        assertTrue(FileFault.isThere(file));
        Path tooLong = directory.resolve("x".repeat(300));
        var hidden = assertThrows(DatabaseRefused.class, () -> FileFault.isThere(tooLong));
        assertEquals("cannot look for " + tooLong + ": file name too long", hidden.getMessage());
    }
}
