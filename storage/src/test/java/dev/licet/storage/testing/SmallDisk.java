package dev.licet.storage.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A small file system in memory, to be filled. Only root may mount one; a test that gets none is reported as skipped,
/// and why.
public final class SmallDisk implements AutoCloseable {
    private final Path root;
    private final Path ballast;

    private SmallDisk(Path root) {
        this.root = root;
        this.ballast = root.resolve("ballast");
    }

    /// Mounts one of that size.
    public static SmallDisk mounted(int megabytes) {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root may mount the small file system");
        try {
            Path root = Files.createTempDirectory("licet-disk-");
            boolean done = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "licet-test", root.toString());
            if (!done) Files.delete(root);
            Assumptions.assumeTrue(done, "this machine does not let root mount a file system");
            return new SmallDisk(root);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return process.waitFor() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Where it is mounted.
    public Path root() {
        return root;
    }

    /// Fills it, but for `room` bytes.
    public void fill(long room) {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) out.write(block);
        } catch (IOException full) {
            leave(room);
        }
    }

    private void leave(long room) {
        try (var channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
            channel.truncate(Math.max(0, channel.size() - room));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Makes room again.
    public void free() {
        try {
            Files.delete(ballast);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "--lazy", root.toString());
            Files.delete(root);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
