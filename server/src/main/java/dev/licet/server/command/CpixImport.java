package dev.licet.server.command;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.domain.Refused;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.keys.cpix.CpixDoor;
import dev.licet.keys.cpix.CpixDoor.Answer;
import dev.licet.storage.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `licet keys import-cpix`: the keys of a document that somebody else made, also of an encrypted one.
@Command(
        name = "import-cpix",
        description = {
            "Store the keys of a CPIX document under a kek, with what it says of their tracks.",
            "A kid that has another key already is refused, and nothing of the document is taken."
        })
final class CpixImport extends DatabaseCommand {
    private static final String DOOR = "command";

    @Mixin
    private AccountEnvironmentOption owner;

    @Parameters(index = "0", paramLabel = "FILE", description = "The document.")
    private Path file;

    @Option(
            names = "--kek-file",
            required = true,
            paramLabel = "FILE",
            description = "Holds the kek that the keys are kept under, 32 hexadecimal digits.")
    private Path kekFile;

    @Option(
            names = "--recipient-key",
            paramLabel = "FILE",
            description = "The RSA private key that the document is encrypted to: PEM or DER, not encrypted.")
    private Path recipientKey;

    @Option(names = "--content-id", paramLabel = "ID", description = "In place of what the document says.")
    private String contentId;

    CpixImport(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.KEY_IMPORT);
    }

    @Override
    Table run(Database database) {
        about(owner.target().saying(file.toString()));
        var call = new PackagerCall(
                owner.id(database), owner.environment(), DOOR, "cpix import", DOOR, ContentKeyCommands.kek(kekFile));
        Optional<RsaPrivateKey> recipient =
                Optional.ofNullable(recipientKey).map(InputFile::read).map(InputFile::privateKey);
        byte[] document = InputFile.read(file).bytes();
        Answer answer =
                new CpixDoor(provider(database)).take(call, document, Optional.ofNullable(contentId), recipient);
        return switch (answer) {
            case Answer.Taken(String taken, List<KeyId> kids) -> table(taken, kids);
            case Answer.Denied(Refused why) -> throw Complaint.refused(file + ": " + why.reason());
            case Answer.Document written -> throw new IllegalStateException("a document was read, not written");
        };
    }

    private KeyProvider provider(Database database) {
        return new KeyProvider(
                database.packagerPorts(), setting().clock(), setting().random());
    }

    private Table table(String taken, List<KeyId> kids) {
        about(owner.target().saying(file + ", " + kids.size() + " keys of " + taken));
        Table table = Table.of("content_id", "kid");
        for (KeyId kid : kids) table = table.row(Table.text(taken), Table.text(kid));
        return table;
    }
}
