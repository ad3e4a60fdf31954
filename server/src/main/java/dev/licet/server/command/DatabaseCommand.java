package dev.licet.server.command;

import dev.licet.server.config.Config;
import dev.licet.storage.Database;
import dev.licet.storage.outcome.Outcome;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command that opens the database, does one thing and prints a table.
abstract class DatabaseCommand implements Callable<Integer> {
    private final Setting setting;

    @Mixin
    private final DataOptions data;

    @Option(names = "--json", description = "Print JSON: an array of objects.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    DatabaseCommand(Setting setting) {
        this.setting = setting;
        this.data = new DataOptions(setting.environment());
    }

    /// Does it.
    abstract Table run(Database database);

    /// Whether it makes a database where there is none, as a first step of setting up.
    boolean startsAnew() {
        return false;
    }

    /// What people should know beside the table; nothing as a rule.
    String note() {
        return "";
    }

    @Override
    public final Integer call() {
        try (Database database = data.open(setting, startsAnew())) {
            Table table = run(database);
            if (json) table.printJson(setting.out());
            else print(table);
            return exitCode().number();
        }
    }

    /// How it ended, once it has run.
    ExitCode exitCode() {
        return ExitCode.DONE;
    }

    private void print(Table table) {
        table.printColumns(setting.out());
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
