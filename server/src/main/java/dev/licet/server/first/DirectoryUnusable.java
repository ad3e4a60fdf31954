package dev.licet.server.first;

import dev.licet.storage.FileFault;
import java.io.IOException;
import java.nio.file.Path;

/// Something in the data directory cannot be made or written. The message names the file and the cause.
public final class DirectoryUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param file what could not be made or written
    public DirectoryUnusable(Path file, IOException failure) {
        super("cannot write " + file + ": " + FileFault.words(file, failure), failure);
    }
}
