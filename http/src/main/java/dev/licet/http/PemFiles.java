package dev.licet.http;

import dev.licet.crypto.BadPem;
import dev.licet.crypto.Pem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// Reads certificates and private keys from PEM files. Throws [BadCertificate] that says which file is wrong,
/// and how.
final class PemFiles {
    private PemFiles() {}

    static List<X509Certificate> certificates(Path file) {
        try {
            return Pem.certificates(bytes(file));
        } catch (BadPem bad) {
            throw new BadCertificate(file, bad.getMessage());
        }
    }

    static PrivateKey key(Path file) {
        try {
            return Pem.key(bytes(file));
        } catch (BadPem bad) {
            throw new BadCertificate(file, bad.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new BadCertificate(file, "there is no such file");
        } catch (AccessDeniedException denied) {
            throw new BadCertificate(file, "it may not be read by the user " + System.getProperty("user.name"));
        } catch (IOException unreadable) {
            throw new BadCertificate(file, "it cannot be read: " + unreadable.getMessage());
        }
    }
}
