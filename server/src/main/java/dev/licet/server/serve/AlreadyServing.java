package dev.licet.server.serve;

import java.nio.file.Path;

/// Another service has the data directory.
public final class AlreadyServing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyServing(Path data) {
        super("another licet serve is running on " + data.toAbsolutePath());
    }
}
