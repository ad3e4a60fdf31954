package dev.licet.server.command;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.drm.wire.FairPlayBundle;
import dev.licet.storage.Database;
import dev.licet.storage.NewFairPlayCredential;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet fairplay import`.
@Command(name = "import", description = "Store the FairPlay credentials of an account.")
final class FairPlayImport extends DatabaseCommand {
    private static final String STAND_IN = "standin";

    @Mixin
    private AccountOption account;

    @Mixin
    private EnvironmentOption environment;

    @Option(
            names = "--certificate",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "The certificate, or bundle; several are put together in this order.")
    private List<Path> certificates;

    @Option(names = "--key", required = true, arity = "1..*", paramLabel = "FILE", description = "The private keys.")
    private List<Path> keys;

    @Option(names = "--ask", required = true, paramLabel = "FILE", description = "The ASk: 32 hexadecimal digits.")
    private Path ask;

    @Option(
            names = "--derivation",
            required = true,
            paramLabel = "NAME",
            description = "The plug-in that knows the secret step; standin for simulated devices.")
    private String derivation;

    FairPlayImport(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        AccountId id = account.id();
        Environment half = environment.environment();
        if (!derivation.matches("[a-z0-9-]{1,32}")) throw Complaint.usage("--derivation: not a name of a plug-in");
        if (half == Environment.PRODUCTION && derivation.equals(STAND_IN)) {
            throw Complaint.refused("the stand-in derivation does not work in production");
        }
        long number = done(database.administration().fairPlay().add(id, half, credential()));
        return Table.of("id", "account", "environment", "derivation")
                .row(Table.number(number), Table.number(id.value()), Table.text(half.word()), Table.text(derivation));
    }

    private NewFairPlayCredential credential() {
        byte[] bundle = bundle();
        List<RsaPublicKey> certified =
                FairPlayBundle.split(bundle).stream().map(FairPlayImport::keyOf).toList();
        List<RsaPrivateKey> privateKeys =
                keys.stream().map(file -> InputFile.read(file).privateKey()).toList();
        for (RsaPublicKey key : certified) check(key, privateKeys);
        if (privateKeys.size() != certified.size()) {
            throw Complaint.refused("there must be one private key for each certificate, and no other");
        }
        SecretBytes secret = InputFile.read(ask).ask();
        return new NewFairPlayCredential(bundle, privateKeys, secret, derivation);
    }

    private byte[] bundle() {
        var all = new ByteArrayOutputStream();
        for (Path file : certificates) all.writeBytes(InputFile.read(file).decoded());
        return all.toByteArray();
    }

    private static RsaPublicKey keyOf(byte[] der) {
        return SelfSignedCertificate.publicKeyOf(der)
                .orElseThrow(() -> Complaint.refused("a certificate cannot be read, or holds no RSA key"));
    }

    private static void check(RsaPublicKey key, List<RsaPrivateKey> privateKeys) {
        if (key.bits() != 1024 && key.bits() != 2048) {
            throw Complaint.refused("a certificate has a key of " + key.bits() + " bits; FairPlay has 1024 and 2048");
        }
        if (privateKeys.stream().noneMatch(mine -> mine.publicKey().matches(key))) {
            throw Complaint.refused("the private key of the " + key.bits() + "-bit certificate is missing");
        }
    }
}
