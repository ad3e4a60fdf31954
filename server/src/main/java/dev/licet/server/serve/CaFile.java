package dev.licet.server.serve;

import dev.licet.crypto.Authorities;
import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file with certificates of private authorities.
public final class CaFile {
    private CaFile() {}

    /// Whose certificates the service believes when it asks others. Throws [BadConfig] when there is a file
    /// that cannot be used.
    public static Authorities of(Config config) {
        return config.caFile().map(CaFile::read).orElse(Authorities.USUAL);
    }

    private static Authorities read(Path file) {
        try {
            return Authorities.with(Files.readAllBytes(file))
                    .orElseThrow(() -> new BadConfig("tls.ca-file: " + file + " has no certificate in PEM or DER"));
        } catch (IOException unreadable) {
            throw new BadConfig("tls.ca-file: cannot read " + file);
        }
    }
}
