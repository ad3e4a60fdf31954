package dev.licet.server.command;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineSignedCertificate;
import dev.licet.storage.Database;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet widevine import`, `revoke`, `unrevoke`, `level`: whom the embedded back end trusts.
final class WidevineCommands {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 4096;
    private static final String NONE = "none";

    private WidevineCommands() {}

    @Command(name = "import", description = "Trust a root, and serve as the service that it certified.")
    static final class Import extends DatabaseCommand {
        @Option(
                names = "--root",
                required = true,
                paramLabel = "FILE",
                description = "SignedDrmCertificate of the root.")
        private Path root;

        @Option(
                names = "--service-certificate",
                required = true,
                paramLabel = "FILE",
                description = "SignedDrmCertificate of the service, signed by the root.")
        private Path certificate;

        @Option(names = "--service-key", required = true, paramLabel = "FILE", description = "Its RSA private key.")
        private Path key;

        Import(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.WIDEVINE_IMPORT);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("root " + root));
            byte[] rootBytes = InputFile.read(root).decoded();
            byte[] serviceBytes = InputFile.read(certificate).decoded();
            RsaPrivateKey privateKey = InputFile.read(key).privateKey();
            check(rootBytes, serviceBytes, privateKey);
            long number =
                    database.administration().widevine().add(new WidevineIdentity(rootBytes, serviceBytes, privateKey));
            return Table.of("id", "imported").row(Table.number(number), Table.flag(true));
        }

        @Override
        boolean startsAnew() {
            return true;
        }

        private void check(byte[] rootBytes, byte[] serviceBytes, RsaPrivateKey privateKey) {
            RsaPublicKey rootKey = key(certified(root, rootBytes, WidevineCertificate.Type.ROOT), root);
            RsaPublicKey serviceKey =
                    key(certified(certificate, serviceBytes, WidevineCertificate.Type.SERVICE), certificate);
            if (!isSigned(rootBytes, rootKey)) throw Complaint.refused(root + " is not signed by itself");
            if (!isSigned(serviceBytes, rootKey)) throw Complaint.refused(certificate + " is not signed by the root");
            if (!serviceKey.matches(privateKey.publicKey())) {
                throw Complaint.refused(key + " is not the key of " + certificate);
            }
        }
    }

    private static WidevineCertificate certified(Path file, byte[] bytes, WidevineCertificate.Type type) {
        try {
            var certificate = WidevineCertificate.read(
                    WidevineSignedCertificate.read(bytes).certificate());
            if (certificate.type() != type) throw Complaint.refused(file + " is no " + type + " certificate");
            return certificate;
        } catch (MalformedMessage malformed) {
            throw Complaint.refused(file + " is no SignedDrmCertificate: " + malformed.getMessage());
        }
    }

    private static RsaPublicKey key(WidevineCertificate certificate, Path file) {
        return RsaPublicKey.parsePkcs1(certificate.publicKey(), LEAST_BITS, MOST_BITS)
                .orElseThrow(() -> Complaint.refused(file + " has no RSA key of 2048 to 4096 bits"));
    }

    private static boolean isSigned(byte[] bytes, RsaPublicKey key) {
        try {
            var signed = WidevineSignedCertificate.read(bytes);
            return Rsa.verifyPss(key, signed.certificate(), signed.signature());
        } catch (MalformedMessage unreachable) {
            return false;
        }
    }

    @Command(name = "revoke", description = "Refuse the device or model with that serial number.")
    static final class Revoke extends DatabaseCommand {
        @Option(names = "--serial", required = true, paramLabel = "HEX", description = "Its serial number.")
        private String serial;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the operator.")
        private String reason = "command";

        Revoke(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.WIDEVINE_REVOKE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("serial " + serial + ", " + reason));
            database.administration().widevine().revoke(bytes(serial), reason);
            return Table.of("serial", "revoked").row(Table.text(serial), Table.flag(true));
        }
    }

    @Command(name = "unrevoke", description = "Take a revocation back.")
    static final class Unrevoke extends DatabaseCommand {
        @Option(names = "--serial", required = true, paramLabel = "HEX", description = "The serial number.")
        private String serial;

        Unrevoke(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.WIDEVINE_UNREVOKE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("serial " + serial));
            done(database.administration().widevine().unrevoke(bytes(serial)));
            return Table.of("serial", "revoked").row(Table.text(serial), Table.flag(false));
        }
    }

    private static byte[] bytes(String serial) {
        boolean hex = serial.length() % 2 == 0
                && !serial.isEmpty()
                && serial.length() <= 2 * WidevineCertificate.MAX_SERIAL_BYTES
                && serial.chars().allMatch(HexFormat::isHexDigit);
        if (!hex) throw Complaint.usage("--serial must be 1 to 64 bytes in hexadecimal digits");
        return HexFormat.of().parseHex(serial);
    }

    @Command(name = "level", description = "Set the highest robustness level of devices with a system id.")
    static final class Level extends DatabaseCommand {
        @Option(names = "--system-id", required = true, paramLabel = "N", description = "The system id.")
        private long systemId;

        @Option(
                names = "--level",
                required = true,
                paramLabel = "1-5|none",
                description = "The level; none to say nothing about that system any more.")
        private String level = "";

        Level(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.WIDEVINE_LEVEL);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("system id " + systemId + ", level " + level));
            if (systemId < 0 || systemId > 0xffff_ffffL) throw Complaint.usage("--system-id must be 0 to 4294967295");
            if (!level.matches("[1-5]|" + NONE)) throw Complaint.usage("--level must be 1 to 5 or none");
            var trust = database.administration().widevine();
            if (level.equals(NONE)) {
                done(trust.unlimit(systemId));
                return shown(Table.maybe(Optional.empty()));
            }
            trust.limit(systemId, Integer.parseInt(level));
            return shown(Table.number(Integer.parseInt(level)));
        }

        private Table shown(Table.Cell now) {
            return Table.of("system_id", "level").row(Table.number(systemId), now);
        }
    }
}
