package dev.licet.server.serve;

import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.storage.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a start needs of this machine: names that lead to addresses, and files that can be read. It is looked at
/// before anything is opened or written, so that a start that fails leaves nothing behind.
public final class Preflight {
    private Preflight() {}

    /// Throws [BadConfig], [dev.licet.http.BadCertificate] or [dev.licet.storage.DatabaseRefused] that names the first
    /// thing that is missing.
    public static void require(Config config) {
        Addresses.requireResolvable(config);
        requireCertificates(config);
        Outbound.of(config);
        AdminPages.requireSecret(config);
        config.spcTransport().ifPresent(TransportFile::read);
        config.place();
        config.pkcs11().ifPresent(module -> {
            requireReadable(Key.MASTER_KEY_PKCS11_LIBRARY, module.library());
            requireReadable(Key.MASTER_KEY_PKCS11_PIN_FILE, module.pinFile());
        });
    }

    /// The same, and what the start itself learns when it goes on: that the addresses to listen on are this
    /// machine's, and that the plug-ins can be loaded.
    public static void requireAll(Config config) {
        require(config);
        Addresses.requireOurs(config);
        PlugIns.load(config.plugIns());
    }

    private static void requireCertificates(Config config) {
        config.transport().testTls().ifPresent(files -> files.requireUsable());
        config.transport().productionTls().ifPresent(files -> files.requireUsable());
        config.admin().tls().ifPresent(files -> files.requireUsable());
        config.shown().ifPresent(files -> files.requireUsable());
    }

    private static void requireReadable(Key key, Path file) {
        try {
            Files.newInputStream(file).close();
        } catch (IOException unreadable) {
            throw new BadConfig(key.text() + ": cannot read " + file + ": " + FileFault.words(file, unreadable));
        }
    }
}
