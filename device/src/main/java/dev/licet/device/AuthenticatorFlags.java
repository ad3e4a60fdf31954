package dev.licet.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// One of the two ways to give the authenticator.
final class AuthenticatorFlags {
    @Option(names = "--authenticator", paramLabel = "TEXT", description = "Customer authenticator.")
    private String text;

    @Option(
            names = "--authenticator-file",
            paramLabel = "FILE",
            description = "File with the customer authenticator, which stays out of process lists that way.")
    private Path file;

    String read() throws Complaint {
        try {
            return text != null ? text : Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new Complaint(ExitCode.USAGE, "cannot read " + file);
        }
    }
}
