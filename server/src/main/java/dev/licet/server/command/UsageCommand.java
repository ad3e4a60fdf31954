package dev.licet.server.command;

import dev.licet.domain.Thrown;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.Database;
import dev.licet.storage.record.UsageLine;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet usage`: what accounts used, by month.
@Command(
        name = "usage",
        description = {
            "Count tokens, licenses and charges by month (UTC), account and environment.",
            "Records that were pruned count as well."
        })
final class UsageCommand extends DatabaseCommand {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only this account.")
    private String account;

    @Option(names = "--from", paramLabel = "2026-01", description = "The first month; the present one if not said.")
    private String from;

    @Option(names = "--to", paramLabel = "2026-12", description = "The last month; the present one if not said.")
    private String to;

    @Option(names = "--csv", description = "Print CSV, with a line of names first.")
    private boolean csv;

    UsageCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        YearMonth present = YearMonth.from(setting().clock().instant().atOffset(ZoneOffset.UTC));
        YearMonth last = to == null ? present : month("--to", to);
        YearMonth first = from == null ? last : month("--from", from);
        Table table = Table.of("month", "account", "environment", "tokens", "licenses", "charges");
        for (UsageLine line : lines(database, first, last)) table = table.row(row(line));
        return table;
    }

    private List<UsageLine> lines(Database database, YearMonth first, YearMonth last) {
        try {
            return database.usage().months(whose(), first, last);
        } catch (IllegalArgumentException outOfRange) {
            throw Complaint.usage(Thrown.words(outOfRange));
        }
    }

    private static Table.Cell[] row(UsageLine line) {
        return new Table.Cell[] {
            Table.text(line.month()),
            Table.number(line.account().value()),
            Table.text(line.environment().word()),
            Table.number(line.tokens()),
            Table.number(line.licenses()),
            Table.number(line.charges())
        };
    }

    private Optional<AccountId> whose() {
        return Optional.ofNullable(account).map(text -> AccountId.parse(text)
                .orElseThrow(() -> Complaint.usage("--account must be a number from 1 to " + AccountId.MAX)));
    }

    private static YearMonth month(String option, String text) {
        return TimeText.month(text).orElseThrow(() -> Complaint.usage(option + " must be a month, as in 2026-11"));
    }

    @Override
    boolean asCsv() {
        return csv;
    }
}
