package dev.licet.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The directory of an installation: what we make in it belongs to its owner alone.
final class DataDirectory {
    /// The name of the database file.
    static final String DATABASE = "licet.db";

    private DataDirectory() {}

    /// Makes the directory unless it is there.
    static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(directory, owner);
    }

    /// Makes an empty file unless it is there; SQLite gives the files beside it the same permissions.
    static void makeFile(Path file) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)
                    .close();
        } catch (FileAlreadyExistsException thereAlready) {
            return;
        }
    }

    /// Puts the names in a directory on disk, so that a new file survives a power cut.
    static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
