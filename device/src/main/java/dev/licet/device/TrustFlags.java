package dev.licet.device;

import dev.licet.crypto.Authorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Whose certificates the server may have.
final class TrustFlags {
    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates of private authorities (PEM) that are believed too, for a server under one.")
    private Path file;

    Authorities read() throws Complaint {
        if (file == null) return Authorities.USUAL;
        try {
            return Authorities.with(Files.readAllBytes(file))
                    .orElseThrow(() -> new Complaint(ExitCode.USAGE, file + " has no certificate in PEM or DER"));
        } catch (IOException unreadable) {
            throw new Complaint(ExitCode.USAGE, "cannot read " + file);
        }
    }
}
