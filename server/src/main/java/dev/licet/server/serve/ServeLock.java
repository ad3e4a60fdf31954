package dev.licet.server.serve;

import dev.licet.server.first.DirectoryUnusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Held by the service that runs over a data directory, so that there is only one. The operating system
/// releases it when the process ends, even after a crash. Commands do not take it, because the database
/// coordinates them.
final class ServeLock implements AutoCloseable {
    private static final String FILE = "serve.lock";

    private final FileChannel channel;

    private ServeLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Makes the directory unless it is there: with the database on a server and the master key elsewhere, nothing else
    /// has needed it yet.
    static ServeLock take(Path data) {
        try {
            make(data);
            var channel = FileChannel.open(data.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) return new ServeLock(channel);
            channel.close();
            throw new AlreadyServing(data);
        } catch (IOException failure) {
            throw new DirectoryUnusable(data.resolve(FILE), failure);
        }
    }

    private static void make(Path data) throws IOException {
        if (Files.isDirectory(data)) return;
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(data, owner);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
