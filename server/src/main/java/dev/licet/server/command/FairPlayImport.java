package dev.licet.server.command;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenFairPlay;
import dev.licet.drm.credential.GivenFile;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.drm.wire.FairPlayBundle;
import dev.licet.server.serve.PlugIns;
import dev.licet.storage.Database;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet fairplay import`.
@Command(name = "import", description = "Store the FairPlay credentials of an account.")
final class FairPlayImport extends DatabaseCommand {
    @Mixin
    private AccountOption account;

    @Mixin
    private EnvironmentOption environment;

    @Option(
            names = "--certificate",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The certificate, or bundle; several are put together in this order.")
    private List<Path> certificates = List.of();

    @Option(names = "--key", arity = "1..*", paramLabel = "FILE", description = "The private keys.")
    private List<Path> keys = List.of();

    @Option(
            names = "--pkcs12",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Private keys under a password, with the certificates if --certificate names none.")
    private List<Path> chests = List.of();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password of the PKCS#12 files in its first line.")
    private Path password;

    @Option(names = "--ask", paramLabel = "FILE", description = "The ASk: 32 hexadecimal digits.")
    private Path ask;

    @Option(
            names = "--derivation",
            required = true,
            paramLabel = "NAME",
            description =
                    "What knows the secret step (licet fairplay derivations); standin for simulated devices; ksm-http for a key"
                            + " server of yours (--url) that needs neither --key nor --ask here.")
    private String derivation;

    @Option(names = "--url", paramLabel = "URL", description = "The address of the key server, for ksm-http.")
    private String url;

    FairPlayImport(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.FAIRPLAY_ADD);
    }

    @Override
    Table run(Database database) {
        AccountId id = account.id();
        Environment where = environment.environment();
        about(Target.INSTALLATION.of(id).in(where).saying("derivation " + derivation));
        long number = done(database.administration().fairPlay().add(id, where, credential(where)));
        return Table.of("id", "account", "environment", "derivation")
                .row(Table.number(number), Table.number(id.value()), Table.text(where.word()), Table.text(derivation));
    }

    private NewFairPlayCredential credential(Environment where) {
        if (derivation.equals(FairPlayCredential.KSM_HTTP)) return elsewhere();
        checkOptions();
        try {
            return new GivenFairPlay(
                            given(certificates),
                            given(keys),
                            opened(),
                            InputFile.read(ask).given(),
                            derivation)
                    .checkedFor(where, InstalledDerivations.with(PlugIns.load(config().plugIns())));
        } catch (BadCredential bad) {
            throw Complaint.refused(bad.getMessage());
        }
    }

    private void checkOptions() {
        if (ask == null || keys.isEmpty() && chests.isEmpty() || url != null) {
            throw Complaint.usage("--ask and --key or --pkcs12 are needed, and --url belongs to --derivation ksm-http");
        }
        if (certificates.isEmpty() && chests.isEmpty()) throw Complaint.usage("--certificate or --pkcs12 is needed");
        if (chests.isEmpty() != (password == null)) {
            throw Complaint.usage("--pkcs12 and --password-file belong together");
        }
    }

    private List<Pkcs12.Entry> opened() throws BadCredential {
        var all = new ArrayList<Pkcs12.Entry>();
        for (GivenFile file : given(chests))
            all.addAll(file.chest(InputFile.read(password).firstLine()));
        return all;
    }

    /// Private keys stay where the key server is.
    private NewFairPlayCredential elsewhere() {
        if (url == null || ask != null || !keys.isEmpty() || !chests.isEmpty()) {
            throw Complaint.usage("--derivation ksm-http takes --url, and neither --key nor --pkcs12 nor --ask");
        }
        if (certificates.isEmpty()) throw Complaint.usage("--certificate is needed");
        if (!isAddress(url)) throw Complaint.usage("--url must be an address such as http://localhost:9090/fps");
        byte[] bundle = bundle();
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
        try {
            for (GivenFile file : given(certificates)) all.writeBytes(file.decoded());
        } catch (BadCredential bad) {
            throw Complaint.refused(bad.getMessage());
        }
        return all.toByteArray();
    }

    private static RsaPublicKey keyOf(byte[] der) {
        return SelfSignedCertificate.publicKeyOf(der)
                .orElseThrow(() -> Complaint.refused("a certificate cannot be read, or holds no RSA key"));
    }

    private static List<GivenFile> given(List<Path> paths) {
        return paths.stream().map(path -> InputFile.read(path).given()).toList();
    }
}
