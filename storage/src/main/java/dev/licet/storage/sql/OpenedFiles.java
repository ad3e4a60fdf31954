package dev.licet.storage.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the files of an embedded database are still those that were opened.
///
/// A process can go on writing to a file that was deleted or replaced: the writes succeed and are lost when
/// it ends. Only the directory shows that. The files are looked at but never opened, because a process that
/// opens and closes a file releases all its locks on it (POSIX fcntl).
final class OpenedFiles {
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    private final Map<Path, Object> identities;

    private OpenedFiles(Map<Path, Object> identities) {
        this.identities = identities;
    }

    /// Remembers which files these are now. All three must be there, and a connection that is open must keep
    /// them.
    ///
    /// @param database the main file; the names of the others begin as its name does
    static OpenedFiles of(Path database) throws IOException {
        var identities = new LinkedHashMap<Path, Object>();
        for (String suffix : SUFFIXES) {
            Path file = database.resolveSibling(database.getFileName() + suffix);
            identities.put(file, identity(file));
        }
        return new OpenedFiles(identities);
    }

    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// What has become of them, in the words of a log line; empty while they are what they were. A directory
    /// that does not answer says nothing about them.
    Optional<String> trouble() {
        for (var known : identities.entrySet()) {
            Optional<String> trouble = trouble(known.getKey(), known.getValue());
            if (trouble.isPresent()) return trouble;
        }
        return Optional.empty();
    }

    private static Optional<String> trouble(Path file, Object known) {
        try {
            boolean same = identity(file).equals(known);
            return same ? Optional.empty() : Optional.of("the database file " + file + " was replaced by another one");
        } catch (NoSuchFileException gone) {
            return Optional.of("the database file " + file + " was deleted or moved away");
        } catch (IOException unanswered) {
            return Optional.empty();
        }
    }
}
