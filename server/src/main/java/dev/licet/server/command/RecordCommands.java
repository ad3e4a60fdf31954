package dev.licet.server.command;

import dev.licet.dashboard.LineFile;
import dev.licet.dashboard.LineFormat;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.record.EventRecord;
import dev.licet.server.api.RecordLines;
import dev.licet.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet records export` and `prune`.
final class RecordCommands {
    private static final int PAGE = 500;

    private RecordCommands() {}

    @Command(name = "export", description = "Write the records of one account and environment, oldest first.")
    static final class Export implements Callable<Integer> {
        private final Setting setting;

        @Mixin
        private final DataOptions data;

        @Mixin
        private AccountOption account;

        @Mixin
        private EnvironmentOption environment;

        @Option(names = "--format", paramLabel = "jsonl|csv", description = "JSON lines if not said.")
        private LineFormat format = LineFormat.JSONL;

        @Option(names = "--after", paramLabel = "ID", description = "Only records with a larger id.")
        private long after;

        @Mixin
        private HelpOption help;

        Export(Setting setting) {
            this.setting = setting;
            this.data = new DataOptions(setting.environment());
        }

        @Override
        public Integer call() {
            try (Database database = data.open(setting, false)) {
                setting.out().print(RecordLines.in(format).header());
                print(database);
                setting.out().flush();
                var target = Target.INSTALLATION
                        .of(account.id())
                        .in(environment.environment())
                        .saying(after == 0 ? "" : "after " + after);
                DatabaseCommand.note(
                        setting, database, new Deed(setting.actor(), Verb.RECORDS_EXPORT, target, new Ending.Done()));
                return ExitCode.DONE.number();
            }
        }

        private void print(Database database) {
            LineFile<EventRecord> file = RecordLines.in(format);
            var progress = Progress.besideOutput(setting.err(), "records");
            long count = 0;
            List<EventRecord> page = page(database, after);
            while (!page.isEmpty()) {
                for (EventRecord record : page) setting.out().print(file.line(record));
                count += page.size();
                progress.accept(count);
                page = page(database, page.getLast().id());
            }
            progress.end();
        }

        private List<EventRecord> page(Database database, long from) {
            AccountId id = account.id();
            Environment where = environment.environment();
            return database.recordTail().after(id, where, from, PAGE);
        }
    }

    @Command(
            name = "prune",
            description = "Remove old records of all accounts. The service may run meanwhile. Those that stay keep"
                    + " their numbers, and balances and movements stay as they are.")
    static final class Prune extends DatabaseCommand {
        @Option(
                names = {"--keep", "--older-than"},
                required = true,
                paramLabel = "90d",
                description = "How many days of records stay; records.keep does the same by itself.")
        private String age;

        Prune(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.RECORDS_PRUNE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("older than " + age));
            Instant limit = setting().clock().instant().minus(days(age));
            var progress = new Progress(setting().err(), "records", () -> 0, 0);
            long pruned = database.retention().prune(limit, gone -> {
                progress.accept(gone);
                return true;
            });
            progress.end();
            return Table.of("before", "pruned").row(Table.text(limit), Table.number(pruned));
        }

        static Duration days(String text) {
            if (!text.matches("[1-9]\\d{0,4}d")) throw Complaint.usage("--keep must be days, as in 90d");
            return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
        }
    }
}
