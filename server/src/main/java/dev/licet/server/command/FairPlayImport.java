package dev.licet.server.command;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.drm.wire.FairPlayBundle;
import dev.licet.storage.Database;
import dev.licet.storage.NewFairPlayCredential;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    @Option(names = "--key", arity = "1..*", paramLabel = "FILE", description = "The private keys.")
    private List<Path> keys = List.of();

    @Option(names = "--ask", paramLabel = "FILE", description = "The ASk: 32 hexadecimal digits.")
    private Path ask;

    @Option(
            names = "--derivation",
            required = true,
            paramLabel = "NAME",
            description = "The plug-in that knows the secret step; standin for simulated devices; ksm-http for a key"
                    + " server of yours (--url) that needs neither --key nor --ask here.")
    private String derivation;

    @Option(names = "--url", paramLabel = "URL", description = "The address of the key server, for ksm-http.")
    private String url;

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
        if (derivation.equals(FairPlayCredential.KSM_HTTP)) return elsewhere(bundle);
        if (ask == null || keys.isEmpty() || url != null) {
            throw Complaint.usage("--key and --ask are needed, and --url belongs to --derivation ksm-http");
        }
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

    /// Private keys stay where the key server is.
    private NewFairPlayCredential elsewhere(byte[] bundle) {
        if (url == null || ask != null || !keys.isEmpty()) {
            throw Complaint.usage("--derivation ksm-http takes --url, and neither --key nor --ask");
        }
        if (!isAddress(url)) throw Complaint.usage("--url must be an address such as http://localhost:9090/fps");
        FairPlayBundle.split(bundle).forEach(FairPlayImport::keyOf);
        var address = SecretBytes.copyOf(url.getBytes(StandardCharsets.UTF_8));
        return new NewFairPlayCredential(bundle, List.of(), address, derivation);
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return web && address.getHost() != null && address.getRawFragment() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
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
