package dev.licet.server.command;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.OnAir;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagerTool;
import dev.licet.domain.packager.RevealedKeys;
import dev.licet.domain.packager.ServedKey;
import dev.licet.storage.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `licet keys packaging copy`: keys with their values, as another program wants them.
@Command(
        name = "copy",
        description = {
            "Print the keys of a piece of content that are on air, with their values, to be pasted into a packager.",
            "Derived keys need a reason, those of the key storage their kek. Either is in the audit trail and on record."
        })
final class CopyCommand extends DatabaseCommand {
    private static final String DOOR = "command";

    @Mixin
    private AccountEnvironmentOption owner;

    @Parameters(index = "0", paramLabel = "CONTENT", description = "The content id.")
    private String contentId;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "shaka|bento4|ffmpeg|gpac",
            description = "Who takes them: options of Shaka Packager, mp4encrypt or ffmpeg, or a file for MP4Box.")
    private String tool;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is written into the audit trail.")
    private String reason;

    @Option(names = "--kek-file", paramLabel = "FILE", description = "Holds the kek of keys in the key storage.")
    private Path kekFile;

    private String text = "";

    CopyCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.KEY_SHOW);
    }

    @Override
    Table run(Database database) {
        about(owner.target().saying(contentId));
        PackagerTool wanted = PackagerTool.named(tool)
                .orElseThrow(() -> Complaint.usage("--for takes shaka, bento4, ffmpeg or gpac"));
        Optional<Kek> kek = ContentKeyCommands.kek(kekFile);
        if (kek.isEmpty() && (reason == null || reason.isBlank())) {
            throw Complaint.usage("say why with --reason, or bring the kek with --kek-file");
        }
        List<ServedKey> shown = shown(database, kek);
        if (shown.isEmpty()) throw Complaint.refused("no key of this content can be shown like that");
        about(owner.target().saying(contentId + ": " + grounds(kek)));
        text = wanted.text(shown);
        return Table.of("for", "text").row(Table.text(wanted.word()), Table.text(text));
    }

    private String grounds(Optional<Kek> kek) {
        if (kek.isEmpty()) return reason;
        return reason == null ? "with the kek" : "with the kek, " + reason;
    }

    private List<ServedKey> shown(Database database, Optional<Kek> kek) {
        AccountId id = owner.id(database);
        List<PackagedKey> all = database.packagedKeys().ofContent(id, owner.environment(), contentId, OnAir.LOOKED_AT);
        var provider = new KeyProvider(
                database.packagerPorts(), setting().clock(), setting().random());
        var reader = new RevealedKeys.Reader(id, owner.environment(), DOOR, DOOR);
        return new RevealedKeys(
                        provider,
                        database.storedKeys(),
                        database.ledger(),
                        setting().clock())
                .reveal(reader, OnAir.of(all, setting().clock().instant()), kek);
    }

    @Override
    String pasted() {
        return text;
    }
}
