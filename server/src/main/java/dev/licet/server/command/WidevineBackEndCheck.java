package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.drm.UpstreamReport;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.server.serve.Outbound;
import dev.licet.storage.Database;
import dev.licet.storage.outcome.Outcome.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet widevine backend test`.
@Command(
        name = "test",
        description = "Ask the upstream of an account for its service certificate, or what a challenge is. No"
                + " license is given and nothing is charged. Ends with 1 when the upstream does not do as it"
                + " should.")
final class WidevineBackEndCheck extends AccountEnvironmentCommand {
    @Option(
            names = "--challenge",
            paramLabel = "FILE",
            description = "signed-json: what a player sent, as bytes or base64, to be described.")
    private Path challenge;

    private boolean works;

    WidevineBackEndCheck(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.WIDEVINE_BACKEND_TEST);
    }

    @Override
    Table run(Database database) {
        about(target());
        WidevineBackEnd backEnd = database.widevineBackEnds()
                .of(account(), environment())
                .orElseThrow(() -> Complaint.refused(Reason.NO_SUCH_ENTRY.words()));
        UpstreamReport report = report(backEnd);
        works = report.works();
        return table(account(), environment(), report);
    }

    private UpstreamReport report(WidevineBackEnd backEnd) {
        var setting = setting();
        var check = new WidevineUpstreamCheck(Outbound.of(config()).limits(), setting.clock(), setting.random());
        if (challenge == null) return check.certificate(backEnd);
        return switch (backEnd) {
            case WidevineBackEnd.SignedJson signed ->
                check.device(signed, InputFile.read(challenge).decoded());
            case WidevineBackEnd.Embedded none -> throw notDescribed();
            case WidevineBackEnd.Relay relay -> throw notDescribed();
        };
    }

    private static Complaint notDescribed() {
        return Complaint.refused("only signed-json can have a challenge described");
    }

    /// The facts are columns like the others; which there are depends on the upstream.
    private static Table table(AccountId account, Environment environment, UpstreamReport report) {
        var columns = new ArrayList<>(List.of("account", "environment", "works", "reason"));
        var cells = new ArrayList<>(List.of(
                Table.number(account.value()),
                Table.text(environment.word()),
                Table.flag(report.works()),
                Table.text(report.reason())));
        new TreeMap<>(report.facts()).forEach((name, value) -> {
            columns.add(name);
            cells.add(Table.text(value));
        });
        return Table.of(columns.toArray(String[]::new)).row(cells.toArray(Table.Cell[]::new));
    }

    @Override
    ExitCode exitCode() {
        return works ? ExitCode.DONE : ExitCode.FAILED;
    }
}
