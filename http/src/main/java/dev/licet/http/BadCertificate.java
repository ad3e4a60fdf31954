package dev.licet.http;

import java.nio.file.Path;

/// The files for TLS cannot be used.
public final class BadCertificate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadCertificate(Path file, String why) {
        super(file + ": " + why);
    }
}
