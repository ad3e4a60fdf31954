package dev.licet.server.serve;

import dev.licet.crypto.BadPem;
import dev.licet.crypto.ClientIdentity;
import dev.licet.http.TlsFiles;
import dev.licet.server.config.BadConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;

/// The certificate that the service shows to license servers which ask for one. Its files are looked at when a
/// server asks, so a new certificate needs no start; while they cannot be used, the former certificate stays in
/// use.
final class ShownCertificate implements Supplier<ClientIdentity> {
    private static final System.Logger LOGGER = System.getLogger(ShownCertificate.class.getName());

    private final TlsFiles files;
    private List<String> state;
    private ClientIdentity current;

    /// Throws [BadConfig] when the files cannot be used.
    ShownCertificate(TlsFiles files) {
        this.files = files;
        state = files.state();
        try {
            current = read();
        } catch (BadPem bad) {
            throw new BadConfig("upstream.tls.certificate: " + bad.getMessage() + ", in " + names());
        } catch (IOException unreadable) {
            throw new BadConfig("upstream.tls.certificate: cannot read " + names());
        }
    }

    private String names() {
        return files.certificate() + " or " + files.key();
    }

    private ClientIdentity read() throws IOException, BadPem {
        return ClientIdentity.of(Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()));
    }

    @Override
    public synchronized ClientIdentity get() {
        List<String> now = files.state();
        if (now.equals(state)) return current;
        state = now;
        try {
            current = read();
            LOGGER.log(Level.INFO, "other servers are shown the certificate that is now in " + files.certificate());
        } catch (IOException | BadPem unusable) {
            LOGGER.log(Level.WARNING, "other servers are shown the former certificate: " + unusable.getMessage());
        }
        return current;
    }
}
