package dev.licet.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Bringing a backup back. Making one is [Database#backup].
public final class Backup {
    private Backup() {}

    /// Puts a backup into the directory of `settings`, which must hold no database, once it is seen to be good:
    /// it is opened with the master key, brought up to date and looked through beside its place.
    ///
    /// Throws [DatabaseRefused] when there is a database already, or the file is none, or is of another master
    /// key.
    /// @return what the look through found; unless it is clean, nothing was put into place
    public static Verification restore(Path from, Path directory, DatabaseSettings settings) {
        Path target = directory.resolve(DataDirectory.DATABASE);
        try {
            DataDirectory.make(directory);
            if (Files.exists(target)) throw new DatabaseRefused("there is a database in " + directory + " already");
            // Readable by its owner alone, under a name that no other process uses.
            Path draft = Files.createTempDirectory(directory, "restore-");
            try {
                return restore(from, draft, target, settings);
            } finally {
                remove(draft);
            }
        } catch (IOException failure) {
            throw new DatabaseRefused(
                    "cannot restore " + from + " into " + directory + ": " + FileFault.words(from, failure), failure);
        }
    }

    private static Verification restore(Path from, Path draft, Path target, DatabaseSettings settings)
            throws IOException {
        Path copy = draft.resolve(DataDirectory.DATABASE);
        DataDirectory.makeFile(copy);
        // Buffered, because the JDK's copy between channels never returns when the file becomes shorter while
        // it is copied.
        try (var out = new BufferedOutputStream(Files.newOutputStream(copy, StandardOpenOption.WRITE))) {
            Files.copy(from, out);
        }
        // The database product would make a new database of it.
        if (Files.size(copy) == 0) throw new DatabaseRefused("there is nothing in " + from);
        Verification found = look(draft, settings);
        if (found.isClean()) publish(copy, target);
        return found;
    }

    private static Verification look(Path draft, DatabaseSettings settings) {
        var place = new Place.Embedded(draft);
        try (var database = Database.open(new DatabaseSettings(
                place, settings.masterKey(), settings.clock(), settings.random(), settings.timeout()))) {
            return database.verification();
        }
    }

    /// A link appears whole or not at all, and never over a database that somebody made meanwhile.
    private static void publish(Path copy, Path target) throws IOException {
        force(copy);
        try {
            Files.createLink(target, copy);
        } catch (FileAlreadyExistsException made) {
            throw new DatabaseRefused("a database was made in " + target.getParent() + " meanwhile");
        } catch (UnsupportedOperationException noLinks) {
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        }
        DataDirectory.force(Objects.requireNonNull(target.toAbsolutePath().getParent()));
    }

    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void remove(Path draft) throws IOException {
        if (!Files.isDirectory(draft)) return;
        try (var files = Files.list(draft)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(draft);
    }
}
