package dev.licet.server.serve;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.SpcTransportProfile;
import dev.licet.server.config.BadConfig;
import dev.licet.storage.FileFault;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;

/// What an operator's SDK says about SPC version 3, in a file: Java properties with four values of 32 hexadecimal
/// digits each (reference: fairplay.md 2.2). No message quotes a value.
final class TransportFile {
    private static final String UUID = "uuid";
    private static final String ENCRYPTION = "encryption-seed";
    private static final String IV = "iv-seed";
    private static final String MAC = "mac-seed";
    private static final Set<String> NAMES = Set.of(UUID, ENCRYPTION, IV, MAC);
    private static final int DIGITS = 32;

    private final Path file;
    private final Properties values = new Properties();

    private TransportFile(Path file) {
        this.file = file;
    }

    /// Throws [BadConfig] when it is not whole.
    static SpcTransportProfile read(Path file) {
        var transport = new TransportFile(file);
        transport.load();
        return new SpcTransportProfile(
                HexFormat.of().parseHex(transport.digits(UUID)),
                SecretBytes.parseHex(transport.digits(ENCRYPTION)),
                SecretBytes.parseHex(transport.digits(IV)),
                SecretBytes.parseHex(transport.digits(MAC)));
    }

    private void load() {
        try {
            values.load(new StringReader(Files.readString(file)));
        } catch (IOException unreadable) {
            throw bad("cannot be read: " + FileFault.words(file, unreadable));
        } catch (IllegalArgumentException malformed) {
            throw bad("is no file of properties");
        }
        if (!values.keySet().equals(NAMES))
            throw bad("must have " + UUID + ", " + ENCRYPTION + ", " + IV + " and " + MAC);
    }

    /// A UUID may have its dashes.
    private String digits(String name) {
        String digits = values.getProperty(name).replace("-", "").strip();
        boolean right = digits.length() == DIGITS && digits.chars().allMatch(HexFormat::isHexDigit);
        if (!right) throw bad(name + " must be 32 hexadecimal digits");
        return digits;
    }

    private BadConfig bad(String what) {
        return new BadConfig("fairplay.v3-transport-file: " + file + ": " + what);
    }
}
