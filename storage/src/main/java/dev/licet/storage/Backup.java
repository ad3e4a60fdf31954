package dev.licet.storage;

import dev.licet.storage.sql.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/// Making a backup, which is [Database#backup], and bringing one back.
public final class Backup {
    /// The bytes that are copied before somebody is told how many they are.
    private static final int PIECE = 1 << 20;

    private Backup() {}

    /// Whoever shows how far a restore is: first it copies, then it looks.
    public interface Watch {
        /// So many bytes are copied.
        void copied(long bytes);

        /// So many checks of [Database#verify] are done.
        void checked(int checks);
    }

    static void write(Store store, Path to) {
        try {
            if (Files.exists(to)) throw new DatabaseRefused("there is a file " + to + " already");
            DataDirectory.makeFile(to);
            copy(store, to);
            force(to);
            DataDirectory.force(Objects.requireNonNull(to.toAbsolutePath().getParent()));
        } catch (IOException failure) {
            throw new DatabaseRefused("cannot write the backup " + to + ": " + FileFault.words(to, failure), failure);
        }
    }

    private static void copy(Store store, Path to) throws IOException {
        try {
            store.copyTo(to);
        } catch (SQLException failure) {
            Files.deleteIfExists(to);
            throw new DatabaseRefused("cannot write the backup " + to + ": " + failure.getMessage(), failure);
        }
    }

    /// Puts a backup into the directory of `settings`, which must hold no database, once it is seen to be good:
    /// it is opened with the master key, brought up to date and looked through beside its place.
    ///
    /// Throws [DatabaseRefused] when there is a database already, or the file is none, or is of another master
    /// key.
    /// @return what the look through found; unless it is clean, nothing was put into place
    public static Verification restore(Path from, Path directory, DatabaseSettings settings, Watch watch) {
        Path target = directory.resolve(DataDirectory.DATABASE);
        try {
            DataDirectory.make(directory);
            if (Files.exists(target)) throw new DatabaseRefused("there is a database in " + directory + " already");
            // Readable by its owner alone, under a name that no other process uses.
            Path draft = Files.createTempDirectory(directory, "restore-");
            try {
                return place(copy(from, draft, watch), target, settings, watch);
            } finally {
                remove(draft);
            }
        } catch (IOException failure) {
            throw new DatabaseRefused(
                    "cannot restore " + from + " into " + directory + ": " + FileFault.words(from, failure), failure);
        }
    }

    private static Verification place(Path copy, Path target, DatabaseSettings settings, Watch watch)
            throws IOException {
        Verification found = look(Objects.requireNonNull(copy.getParent()), settings, watch);
        if (found.isClean()) publish(copy, target);
        return found;
    }

    private static Path copy(Path from, Path draft, Watch watch) throws IOException {
        Path copy = draft.resolve(DataDirectory.DATABASE);
        DataDirectory.makeFile(copy);
        // Piece by piece, because the JDK's copy between channels never returns when the file becomes shorter
        // while it is copied.
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(copy, StandardOpenOption.WRITE)) {
            long bytes = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                out.write(piece);
                bytes += piece.length;
                watch.copied(bytes);
            }
        }
        // The database product would make a new database of it.
        if (Files.size(copy) == 0) throw new DatabaseRefused("there is nothing in " + from);
        return copy;
    }

    private static Verification look(Path draft, DatabaseSettings settings, Watch watch) {
        var place = new Place.Embedded(draft);
        try (var database = Database.open(new DatabaseSettings(
                place, settings.masterKey(), settings.clock(), settings.random(), settings.timeout()))) {
            return database.verify(Optional.empty(), watch::checked);
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
