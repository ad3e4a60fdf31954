package dev.licet.server.command;

import dev.licet.dashboard.AuditLines;
import dev.licet.dashboard.LineFile;
import dev.licet.dashboard.LineFormat;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.audit.AuditTrail;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet audit list` and `export`: who did what, and what became of it.
final class AuditCommands {
    private static final int PAGE = 500;

    private AuditCommands() {}

    @Command(name = "list", description = "Show the newest lines of the audit trail, newest first.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private AuditFilterOptions filter;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many; 50 if not said.")
        private int limit = 50;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            if (limit < 1) throw Complaint.usage("--limit must be 1 or more");
            Table table = Table.of("number", "time", "actor", "account", "environment", "verb", "target", "outcome");
            var trail = database.audit();
            for (AuditLine line : trail.latest(filter.read(), Long.MAX_VALUE, limit)) table = table.row(row(line));
            return table;
        }

        private static Table.Cell[] row(AuditLine line) {
            Deed deed = line.deed();
            return new Table.Cell[] {
                Table.number(line.number()),
                Table.text(line.at()),
                Table.text(deed.actor().kind().word() + " " + deed.actor().name()),
                deed.target().account().map(id -> Table.number(id.value())).orElseGet(Table.Cell.None::new),
                deed.target()
                        .environment()
                        .map(where -> Table.text(where.word()))
                        .orElseGet(Table.Cell.None::new),
                Table.text(deed.verb().word()),
                Table.text(deed.target().what()),
                Table.text(outcome(deed.ending()))
            };
        }

        private static String outcome(Ending ending) {
            String word = ending.kind().word();
            return ending.reason().isEmpty() ? word : word + ": " + ending.reason();
        }
    }

    @Command(
            name = "export",
            description = "Write the lines of the audit trail, oldest first, each with its hash. The export itself is"
                    + " noted in the trail.")
    static final class Export implements Callable<Integer> {
        private final Setting setting;

        @Mixin
        private final DataOptions data;

        @Mixin
        private AuditFilterOptions filter;

        @Option(names = "--format", paramLabel = "jsonl|csv", description = "JSON lines if not said.")
        private LineFormat format = LineFormat.JSONL;

        @Option(names = "--after", paramLabel = "N", description = "Only lines with a larger number.")
        private long after;

        @Mixin
        private HelpOption help;

        Export(Setting setting) {
            this.setting = setting;
            this.data = new DataOptions(setting.environment());
        }

        @Override
        public Integer call() {
            AuditFilter wanted = filter.read();
            try (Database database = data.open(setting, false)) {
                var trail = database.audit();
                long count = print(trail, wanted);
                var target = Target.INSTALLATION.saying(count + " lines");
                DatabaseCommand.note(
                        setting, database, new Deed(setting.actor(), Verb.AUDIT_EXPORT, target, new Ending.Done()));
                return ExitCode.DONE.number();
            }
        }

        /// How many lines it has printed.
        private long print(AuditTrail trail, AuditFilter wanted) {
            LineFile<AuditLine> file = AuditLines.in(format);
            setting.out().print(file.header());
            var progress = Progress.besideOutput(setting.err(), "lines");
            long count = 0;
            long from = after;
            List<AuditLine> page;
            do {
                page = trail.after(wanted, from, PAGE);
                for (AuditLine line : page) setting.out().print(file.line(line));
                count += page.size();
                progress.accept(count);
                from = page.isEmpty() ? from : page.getLast().number();
            } while (page.size() == PAGE);
            progress.end();
            setting.out().flush();
            return count;
        }
    }
}
