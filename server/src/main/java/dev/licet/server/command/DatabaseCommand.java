package dev.licet.server.command;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.server.config.Config;
import dev.licet.storage.Database;
import dev.licet.storage.outcome.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that opens the database, does one thing and prints a table.
abstract class DatabaseCommand implements Callable<Integer> {
    private final Setting setting;

    @Mixin
    private final DataOptions data;

    @Mixin
    private OutputOption output;

    @Mixin
    private HelpOption help;

    private Target target = Target.INSTALLATION;

    DatabaseCommand(Setting setting) {
        this.setting = setting;
        this.data = new DataOptions(setting.environment());
    }

    /// Does it.
    abstract Table run(Database database);

    /// What it is called in the audit trail; empty for a command that only looks.
    Optional<Verb> verb() {
        return Optional.empty();
    }

    /// Says to whom or what it is done; to be called as soon as that is known.
    final void about(Target known) {
        target = known;
    }

    /// What a complaint means for what was to be done.
    Ending ending(Complaint complaint) {
        return complaint.isRefusal()
                ? new Ending.Refused(complaint.getMessage())
                : new Ending.Failed(complaint.getMessage());
    }

    /// Whether it makes a database where there is none, as a first step of setting up.
    boolean startsAnew() {
        return false;
    }

    /// Whether CSV is wanted, where a command offers that.
    boolean asCsv() {
        return false;
    }

    /// What people should know beside the table; nothing as a rule.
    String note() {
        return "";
    }

    /// What people get in place of the table, as it is, because they paste it somewhere; nothing as a rule.
    String pasted() {
        return "";
    }

    @Override
    public final Integer call() {
        if (output.isJson() && asCsv()) throw Complaint.usage("--json and --csv exclude each other");
        try (Database database = data.open(setting, startsAnew())) {
            Table table = audited(database);
            if (output.isJson()) table.printJson(setting.out());
            else if (asCsv()) table.printCsv(setting.out());
            else print(table);
            return exitCode().number();
        }
    }

    private Table audited(Database database) {
        if (verb().isEmpty()) return run(database);
        try {
            Table table = run(database);
            note(database, ending(exitCode()));
            return table;
        } catch (Complaint complaint) {
            note(database, ending(complaint));
            throw complaint;
        } catch (RuntimeException broken) {
            note(database, new Ending.Failed(broken.getClass().getSimpleName()));
            throw broken;
        }
    }

    private static Ending ending(ExitCode code) {
        return code == ExitCode.DONE ? new Ending.Done() : new Ending.Failed("exit code " + code.number());
    }

    private void note(Database database, Ending ending) {
        note(setting, database, new Deed(setting.actor(), verb().orElseThrow(), target, ending));
    }

    /// The deed has happened, whatever becomes of its line: what was made must still be printed.
    static void note(Setting setting, Database database, Deed deed) {
        try {
            database.audit().note(deed);
        } catch (StoreUnavailable unwritten) {
            setting.err().println("licet: this is not in the audit trail: " + unwritten.getMessage());
            setting.err().flush();
        }
    }

    /// How it ended, once it has run.
    ExitCode exitCode() {
        return ExitCode.DONE;
    }

    private void print(Table table) {
        if (pasted().isEmpty()) table.printColumns(setting.out());
        else setting.out().println(pasted());
        if (!note().isEmpty()) setting.out().println(note());
        setting.out().flush();
    }

    final DataOptions data() {
        return data;
    }

    final Config config() {
        return data.config(Map.of());
    }

    final Setting setting() {
        return setting;
    }

    /// What was done, or a complaint.
    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Outcome.Reason why) -> throw Complaint.refused(why.words());
        };
    }
}
