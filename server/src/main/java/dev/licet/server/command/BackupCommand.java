package dev.licet.server.command;

import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet backup`.
@Command(
        name = "backup",
        description = "Copy the embedded database into one file, while the service runs. The master key is not in it.")
final class BackupCommand extends DatabaseCommand {
    @Option(names = "--to", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path to;

    BackupCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.DATABASE_BACKUP);
    }

    @Override
    Table run(Database database) {
        about(Target.INSTALLATION.saying(to.toString()));
        var progress = new Progress(setting().err(), "bytes", this::written, 0);
        progress.during(() -> database.backup(to));
        return Table.of("backup").row(Table.text(to));
    }

    private long written() {
        try {
            return Files.size(to);
        } catch (IOException notYet) {
            return 0;
        }
    }

    @Override
    String note() {
        return "The master key is not in the backup, and the backup is worthless without it: keep it elsewhere.";
    }
}
