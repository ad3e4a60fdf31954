package dev.licet.server.command;

import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.server.config.Config;
import dev.licet.storage.Backup;
import dev.licet.storage.Database;
import dev.licet.storage.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet restore`.
@Command(
        name = "restore",
        description = "Put a backup into a data directory that has no database, after looking through it."
                + " The master key must be in its place before.")
final class RestoreCommand implements Callable<Integer> {
    private final Setting setting;

    @Mixin
    private final DataOptions data;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "What licet backup has written.")
    private Path from;

    @Option(names = "--json", description = "Print JSON: an array of objects, what is wrong with the backup.")
    private boolean json;

    @Mixin
    private HelpOption help;

    RestoreCommand(Setting setting) {
        this.setting = setting;
        this.data = new DataOptions(setting.environment());
    }

    @Override
    public Integer call() {
        Config config = data.config(Map.of());
        if (config.server().isPresent()) throw Complaint.refused("a database on a server is restored there");
        if (!Files.isRegularFile(from)) throw Complaint.noData("there is no file " + from);
        requireMasterKey(config);
        new LostDatabase(config).makeWay();
        var progress = new RestoreProgress(setting.err(), size());
        Verification found = Backup.restore(from, config.data(), DataOptions.settings(config, setting), progress);
        progress.end();
        if (found.isClean()) note();
        if (json) VerifyCommand.table(found).printJson(setting.out());
        else tell(found, config.data());
        return (found.isClean() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    /// 0 when nobody knows; the copying tells why.
    private long size() {
        try {
            return Files.size(from);
        } catch (IOException unknown) {
            return 0;
        }
    }

    private void tell(Verification found, Path into) {
        if (!found.isClean()) VerifyCommand.table(found).printColumns(setting.out());
        setting.out().println(VerifyCommand.words(found));
        setting.out().println(found.isClean() ? "Restored into " + into + "." : "Nothing was restored.");
        setting.out().flush();
    }

    /// The first line after those that the backup has.
    private void note() {
        try (Database database = data.open(setting, false)) {
            var target = Target.INSTALLATION.saying(from.toString());
            DatabaseCommand.note(
                    setting, database, new Deed(setting.actor(), Verb.DATABASE_RESTORE, target, new Ending.Done()));
        }
    }

    /// A missing key would be made, and would not be the one.
    private void requireMasterKey(Config config) {
        boolean given = setting.environment().containsKey(DataOptions.MASTER_KEY);
        if (given || Files.exists(config.masterKeyFile())) return;
        throw Complaint.refused("the master key of the backup must be in " + config.masterKeyFile() + " first");
    }
}
