package dev.licet.server.command;

import dev.licet.domain.dualrun.DualRunReport.Cause;
import dev.licet.domain.dualrun.DualRunReport.Kind;
import dev.licet.domain.dualrun.DualRunReport.Some;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.domain.dualrun.SignerComparisons;
import dev.licet.storage.Database;
import dev.licet.storage.record.ComparisonSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet widevine dual-run report`: how the answers of two license services compare.
@Command(
        name = "report",
        description = {
            "Count, signer by signer, how the answers of the two services compare.",
            "Counted are the records of this account: the same, different, no answer of the other service, not compared;",
            "in what they differ and why nothing was compared, with ids of requests; and half of the answers took so",
            "many milliseconds or less."
        })
final class DualRunReportCommand extends DatabaseCommand {
    @Mixin
    private AccountEnvironmentOption owner;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: 2026-11-29 or 2026-11-29T08:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before.")
    private String to;

    private List<SignerComparisons> found = List.of();

    DualRunReportCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Database database) {
        var search = new ComparisonSearch(database.dashboard().records());
        found = List.copyOf(search.all(owner.id(database), owner.environment(), time(from), time(to))
                .signers());
        Table table = Table.of(
                "signer",
                "same",
                "different",
                "failed",
                "not_compared",
                "stood_in",
                "ours_ms",
                "theirs_ms",
                "differences",
                "causes");
        for (SignerComparisons signer : found) table = table.row(cells(signer));
        return table;
    }

    private static Optional<Instant> time(String text) {
        return Optional.ofNullable(text).map(TimeOption::read);
    }

    private static Table.Cell[] cells(SignerComparisons signer) {
        return new Table.Cell[] {
            Table.text(signer.name()),
            Table.number(signer.count(Outcome.SAME)),
            Table.number(signer.count(Outcome.DIFFERENT)),
            Table.number(signer.count(Outcome.FAILED)),
            Table.number(signer.count(Outcome.NOT_COMPARED)),
            Table.number(signer.stoodIn()),
            maybe(signer.oursMillis()),
            maybe(signer.theirsMillis()),
            new Table.Cell.Rows(differences(signer)),
            new Table.Cell.Rows(causes(signer))
        };
    }

    private static Table.Cell maybe(OptionalLong number) {
        return number.isPresent() ? Table.number(number.getAsLong()) : new Table.Cell.None();
    }

    private static Table differences(SignerComparisons signer) {
        Table table = Table.of("difference", "count", "mostly", "requests");
        for (Kind kind : signer.kinds()) {
            table = table.row(
                    Table.text(kind.word()),
                    Table.number(kind.some().count()),
                    Table.text(kind.mostly()),
                    requests(kind.some()));
        }
        return table;
    }

    private static Table causes(SignerComparisons signer) {
        Table table = Table.of("outcome", "count", "why", "requests");
        for (Cause cause : signer.causes()) {
            table = table.row(
                    Table.text(cause.outcome().word()),
                    Table.number(cause.some().count()),
                    Table.text(cause.why()),
                    requests(cause.some()));
        }
        return table;
    }

    private static Table.Cell requests(Some some) {
        return Table.text(String.join(" ", some.examples()));
    }

    /// What is too long for the table.
    @Override
    String note() {
        return found.stream().flatMap(DualRunReportCommand::lines).collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(SignerComparisons signer) {
        return Stream.concat(
                signer.kinds().stream().map(kind -> line(signer, difference(kind), kind.some())),
                signer.causes().stream().map(cause -> line(signer, words(cause), cause.some())));
    }

    private static String line(SignerComparisons signer, String words, Some some) {
        return signer.name() + ": " + some.count() + " " + words + "; " + String.join(", ", some.examples());
    }

    private static String difference(Kind kind) {
        return "differ in " + kind.word() + ", mostly " + kind.mostly();
    }

    private static String words(Cause cause) {
        return switch (cause.outcome()) {
            case FAILED -> "failed: the other service " + cause.why();
            case NOT_COMPARED, SAME, DIFFERENT -> "not compared: " + cause.why();
        };
    }
}
