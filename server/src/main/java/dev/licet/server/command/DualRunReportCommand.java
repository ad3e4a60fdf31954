package dev.licet.server.command;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.dualrun.DualRunReport;
import dev.licet.domain.dualrun.DualRunReport.Kind;
import dev.licet.domain.dualrun.DualRunReport.OfSigner;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.Database;
import dev.licet.storage.record.RecordFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet widevine dual-run report`: how the answers of two license services compare.
@Command(
        name = "report",
        description = {
            "Count, signer by signer, how the answers of the two services compare, from the records of this account:",
            "the same, different, no answer of the other service, not compared; in what they differ, with ids of",
            "requests; and half of the answers took so many milliseconds or less."
        })
final class DualRunReportCommand extends DatabaseCommand {
    private static final int PAGE = 500;

    @Mixin
    private PackagerCommands.Owner owner;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: 2026-11-29 or 2026-11-29T08:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before.")
    private String to;

    private List<OfSigner> found = List.of();

    DualRunReportCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        found = List.copyOf(report(database, owner.id(database)).signers());
        Table table = Table.of(
                "signer",
                "same",
                "different",
                "failed",
                "not_compared",
                "stood_in",
                "ours_ms",
                "theirs_ms",
                "differences");
        for (OfSigner signer : found) table = table.row(cells(signer));
        return table;
    }

    private DualRunReport report(Database database, AccountId account) {
        var report = new DualRunReport();
        var search = database.dashboard().records();
        List<EventRecord> page = search.onward(account, owner.world(), filter(), -1, PAGE);
        while (!page.isEmpty()) {
            page.forEach(report::add);
            page = search.onward(
                    account, owner.world(), filter(), page.getLast().id(), PAGE);
        }
        return report;
    }

    private RecordFilter filter() {
        var any = RecordFilter.Sort.ANY;
        var compared = new RecordFilter.Sort(any.code(), any.drm(), Optional.of(Event.Kind.COMPARED), any.refused());
        return new RecordFilter(RecordFilter.Names.ANY, compared, time(from), time(to));
    }

    private static Optional<Instant> time(String text) {
        return Optional.ofNullable(text).map(TimeOption::read);
    }

    private static Table.Cell[] cells(OfSigner signer) {
        return new Table.Cell[] {
            Table.text(signer.name()),
            Table.number(signer.count(Outcome.SAME)),
            Table.number(signer.count(Outcome.DIFFERENT)),
            Table.number(signer.count(Outcome.FAILED)),
            Table.number(signer.count(Outcome.NOT_COMPARED)),
            Table.number(signer.stoodIn()),
            maybe(signer.oursMillis()),
            maybe(signer.theirsMillis()),
            new Table.Cell.Rows(differences(signer))
        };
    }

    private static Table.Cell maybe(OptionalLong number) {
        return number.isPresent() ? Table.number(number.getAsLong()) : new Table.Cell.None();
    }

    private static Table differences(OfSigner signer) {
        Table table = Table.of("difference", "count", "requests");
        for (Kind kind : signer.kinds()) {
            table = table.row(
                    Table.text(kind.word()), Table.number(kind.count()), Table.text(String.join(" ", kind.examples())));
        }
        return table;
    }

    /// The ids of requests are too long for the table.
    @Override
    String note() {
        return found.stream()
                .flatMap(signer -> signer.kinds().stream().map(kind -> line(signer, kind)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(OfSigner signer, Kind kind) {
        return signer.name() + ": " + kind.count() + " differ in " + kind.word() + ", such as "
                + String.join(", ", kind.examples());
    }
}
