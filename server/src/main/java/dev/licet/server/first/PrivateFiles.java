package dev.licet.server.first;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A folder of files that their owner alone may read.
final class PrivateFiles {
    private final Path folder;

    /// Makes the folder unless it is there.
    PrivateFiles(Path folder) {
        this.folder = folder;
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException failure) {
            throw new DirectoryUnusable(folder, failure);
        }
    }

    /// Writes a file, in the place of one of that name.
    void write(String name, byte[] bytes) {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
            try (var channel = FileChannel.open(file, fresh, owner)) {
                channel.write(ByteBuffer.wrap(bytes));
            }
        } catch (IOException failure) {
            throw new DirectoryUnusable(file, failure);
        }
    }
}
