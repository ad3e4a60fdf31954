package dev.licet.server.command;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenFile;
import dev.licet.storage.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file as operators have it: binary, PEM, or base64 text.
///
/// @param path  where it is
/// @param bytes what is in it
record InputFile(Path path, byte[] bytes) {
    private static final int LARGEST = 1 << 20;

    static InputFile read(Path path) {
        try {
            if (Files.size(path) > LARGEST) throw Complaint.refused(path + " is too large");
            return new InputFile(path, Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw Complaint.failed("cannot read " + path + ": " + FileFault.words(path, unreadable));
        }
    }

    /// The same for those who check it.
    GivenFile given() {
        return new GivenFile(path.toString(), bytes);
    }

    /// A secret that is the first line of a text.
    SecretBytes firstLine() {
        String line =
                new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        return SecretBytes.taking(line.getBytes(StandardCharsets.UTF_8));
    }

    /// What the file means: the bytes of its PEM blocks one after the other, its base64 decoded, or itself.
    byte[] decoded() {
        try {
            return given().decoded();
        } catch (BadCredential bad) {
            throw Complaint.refused(bad.getMessage());
        }
    }

    /// An RSA private key.
    RsaPrivateKey privateKey() {
        try {
            return given().privateKey();
        } catch (BadCredential bad) {
            throw Complaint.refused(bad.getMessage());
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
