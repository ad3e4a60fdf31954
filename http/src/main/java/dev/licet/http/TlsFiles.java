package dev.licet.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What a port needs to speak TLS, as PEM files. They are read again within seconds when they change.
///
/// @param certificate the certificate and those of its issuers, in this order
/// @param key         its private key, PKCS#8, not encrypted
/// @param clients     the authorities whose certificates the callers of what is for servers must show; none for
/// nobody's
public record TlsFiles(Path certificate, Path key, Optional<Path> clients) {
    /// Throws [BadCertificate] that names the first file that cannot be used, and why.
    public void requireUsable() {
        Tls.read(this);
    }

    Stream<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clients.stream());
    }
}
