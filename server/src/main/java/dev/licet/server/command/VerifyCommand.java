package dev.licet.server.command;

import dev.licet.storage.Database;
import dev.licet.storage.Verification;
import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import dev.licet.storage.audit.AuditHead;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet verify`.
@Command(
        name = "verify",
        description = "Look through the whole database: do the books add up, and does everything sealed open?"
                + " Exit code 0 when all is well, 3 when something was found.")
final class VerifyCommand extends DatabaseCommand {
    @Option(
            names = "--audit",
            paramLabel = "N:HASH",
            description = "The last line of the audit trail as an earlier run has printed it: it must still be there.")
    private String noted;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "What licet checkpoint has written: the books and the audit trail must go on from there.")
    private Path checkpoint;

    /// What [#run] has found, which is called before everything that asks for it.
    @SuppressWarnings("NullAway.Init")
    private Verification found;

    private final AtomicInteger checks = new AtomicInteger();
    private Optional<String> missing = Optional.empty();

    VerifyCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        AuditHead kept = noted == null
                ? AuditHead.NOTHING
                : AuditHead.parse(noted).orElseThrow(() -> Complaint.usage("--audit takes what verify has printed"));
        var earlier = Optional.ofNullable(checkpoint).map(file -> CheckpointCommand.read(file, database));
        var progress = new Progress(setting().err(), "checks", checks::get, Rule.values().length);
        progress.during(() -> found = database.verify(earlier, checks::set));
        Table table = table(found);
        missing = database.audit()
                .missing(kept)
                .or(() -> earlier.flatMap(then -> database.audit().missing(then.audit())));
        return missing.map(where -> table.row(Table.text(Rule.AUDIT_IS_A_CHAIN.words()), Table.text(where)))
                .orElse(table);
    }

    static Table table(Verification found) {
        Table table = Table.of("broken rule", "where");
        for (Finding finding : found.findings()) {
            table = table.row(Table.text(finding.rule().words()), Table.text(finding.where()));
        }
        return table;
    }

    @Override
    String note() {
        return words(found);
    }

    static String words(Verification found) {
        return "Looked at %d environments of accounts, %d records, %d sealed columns and %d lines of the audit trail: %s.%n"
                .concat("The audit trail is whole up to %s")
                .formatted(
                        found.environments(),
                        found.records(),
                        found.columns(),
                        found.audit().number(),
                        found.isClean() ? "all is well" : found.findings().size() + " findings",
                        found.audit());
    }

    @Override
    ExitCode exitCode() {
        return found.isClean() && missing.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
