package dev.licet.server.command;

import dev.licet.storage.Database;
import dev.licet.storage.FileFault;
import dev.licet.storage.book.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet checkpoint`.
@Command(
        name = "checkpoint",
        description =
                "Write down how far the books and the audit trail are, signed by this installation. Keep the file where"
                        + " this machine cannot change it: licet verify --checkpoint FILE shows later that nothing before it"
                        + " was changed or taken out.")
final class CheckpointCommand extends DatabaseCommand {
    @Option(names = "--to", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path to;

    CheckpointCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        Checkpoint made = database.books().checkpoint();
        try {
            Files.writeString(to, made.toString(), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
        } catch (IOException unwritable) {
            throw Complaint.failed("cannot write " + to + ": " + FileFault.words(to, unwritable));
        }
        return Table.of("checkpoint", "books", "audit")
                .row(Table.text(to), Table.number(made.ends().size()), Table.text(made.audit()));
    }

    /// What is in a file.
    static Checkpoint read(Path file, Database database) {
        Checkpoint read = Checkpoint.parse(text(file)).orElseThrow(() -> Complaint.refused(file + " is no checkpoint"));
        if (!database.books().hasSigned(read)) throw Complaint.refused(file + " was not signed by this installation");
        return read;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw Complaint.failed("cannot read " + file + ": " + FileFault.words(file, unreadable));
        }
    }
}
