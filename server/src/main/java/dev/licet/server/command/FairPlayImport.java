package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.server.credential.BadCredential;
import dev.licet.server.credential.GivenFairPlay;
import dev.licet.server.credential.GivenFile;
import dev.licet.storage.Database;
import dev.licet.storage.NewFairPlayCredential;
import java.nio.file.Path;
import java.util.List;
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
        long number = done(database.administration().fairPlay().add(id, half, credential(half)));
        return Table.of("id", "account", "environment", "derivation")
                .row(Table.number(number), Table.number(id.value()), Table.text(half.word()), Table.text(derivation));
    }

    private NewFairPlayCredential credential(Environment half) {
        var given = new GivenFairPlay(
                given(certificates), given(keys), InputFile.read(ask).given(), derivation);
        try {
            return given.checkedFor(half);
        } catch (BadCredential bad) {
            throw Complaint.refused(bad.getMessage());
        }
    }

    private static List<GivenFile> given(List<Path> paths) {
        return paths.stream().map(path -> InputFile.read(path).given()).toList();
    }
}
