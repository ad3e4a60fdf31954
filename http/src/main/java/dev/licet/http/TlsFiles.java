package dev.licet.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a port needs to speak TLS, as PEM files. They are read again within seconds when they change.
///
/// @param certificate the certificate and those of its issuers, in this order
/// @param key         its private key, PKCS#8, not encrypted
/// @param clients     the authorities whose certificates callers of the operations for servers must show; empty
///                    where no certificate is demanded
public record TlsFiles(Path certificate, Path key, Optional<Path> clients) {
    /// Throws [BadCertificate] that names the first file that cannot be used, and why.
    public void requireUsable() {
        Tls.read(this);
    }

    Stream<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clients.stream());
    }

    /// What changes whenever one of the files does; never anything of what is in them.
    public List<String> state() {
        return all().map(TlsFiles::state).toList();
    }

    private static String state(Path file) {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException missing) {
            return "";
        }
    }
}
