package dev.licet.server.command;

import dev.licet.crypto.HardwareKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.server.config.Config;
import dev.licet.storage.Database;
import dev.licet.storage.FileFault;
import dev.licet.storage.MasterKey;
import dev.licet.storage.MasterKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the master key comes from: an environment variable, else a file, which a hardware module may have wrapped.
record MasterKeys(Config config, Setting setting) {
    private static final String NOW = "LICET_MASTER_KEY";
    private static final String NEXT = "LICET_NEXT_MASTER_KEY";

    /// The key to open the database with. The first use makes the file, unless there is a database already.
    ///
    /// @param startUp how long to wait for a database server that does not answer yet
    MasterKey present(Duration startUp) {
        Optional<MasterKey> now = variable(NOW);
        if (now.isEmpty()) {
            var place = config.place();
            MasterKeyFile.refuseToReplace(config.masterKeyFile(), place, () -> Database.isThere(place, startUp));
            return file().open(setting.random());
        }
        return next().map(now.get()::before).orElse(now.get());
    }

    /// Refuses a key that is there and cannot be used. It makes none and asks no database; a module that wraps the
    /// key is left alone.
    void requireUsable() {
        next();
        Path file = config.masterKeyFile();
        boolean elsewhere = variable(NOW).isPresent() || config.pkcs11().isPresent();
        if (!elsewhere && Files.exists(file)) MasterKeyFile.plain(file).open(setting.random());
    }

    /// Whether the operator keeps the key in the environment.
    boolean inEnvironment() {
        return variable(NOW).isPresent();
    }

    /// The key to change to, from the environment.
    Optional<MasterKey> next() {
        return variable(NEXT);
    }

    private Optional<MasterKey> variable(String name) {
        String text = setting.environment().get(name);
        if (text == null) return Optional.empty();
        return Optional.of(
                MasterKey.parse(text).orElseThrow(() -> Complaint.usage(name + " must be 64 hexadecimal digits")));
    }

    /// The file of the key.
    MasterKeyFile file() {
        Path file = config.masterKeyFile();
        return config.pkcs11()
                .map(module -> MasterKeyFile.wrapped(file, place(module)))
                .orElseGet(() -> MasterKeyFile.plain(file));
    }

    private static HardwareKey.Place place(Config.Pkcs11 module) {
        return new HardwareKey.Place(module.library(), module.slot(), pin(module.pinFile()), module.label());
    }

    private static SecretBytes pin(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            return SecretBytes.taking(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw Complaint.usage("cannot read the PIN file " + file + ": " + FileFault.words(file, unreadable));
        }
    }
}
