package dev.licet.server.command;

import dev.licet.storage.Database;
import dev.licet.storage.Verification;
import dev.licet.storage.Verification.Finding;
import picocli.CommandLine.Command;

/// `licet verify`.
@Command(
        name = "verify",
        description = "Look through the whole database: do the books add up, and does everything sealed open?"
                + " Exit code 0 when all is well, 3 when something was found.")
final class VerifyCommand extends DatabaseCommand {
    private Verification found;

    VerifyCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        found = database.verification();
        return table(found);
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
        return "Looked at %d environments of accounts, %d records and %d sealed columns: %s."
                .formatted(
                        found.environments(),
                        found.records(),
                        found.columns(),
                        found.isClean() ? "all is well" : found.findings().size() + " findings");
    }

    @Override
    ExitCode exitCode() {
        return found.isClean() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
