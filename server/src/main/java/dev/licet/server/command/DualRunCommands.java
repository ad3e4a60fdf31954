package dev.licet.server.command;

import dev.licet.domain.Thrown;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import dev.licet.storage.Database;
import dev.licet.storage.credential.SignerOverview;
import dev.licet.storage.outcome.Outcome.Reason;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet widevine dual-run set`, `show`, `remove`: to which other license service the requests of a signer go as
/// well.
final class DualRunCommands {
    private DualRunCommands() {}

    @Command(
            name = "set",
            description = {
                "Send what a signer asks for at /wv/getlicense to another license service as well, and compare.",
                "The same bytes go there, with the content keys in them; the other service must know the signer."
            })
    static final class Set extends DatabaseCommand {
        @Mixin
        private SignerCommands.Named named;

        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description = "Where the other service is; https, or http on this very machine.")
        private String url;

        @Option(
                names = "--leader",
                required = true,
                paramLabel = "ours|theirs",
                description = "Whose answer the proxy gets; the other one is recorded alone.")
        private String leader;

        Set(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.SIGNER_DUAL_RUN_SET);
        }

        @Override
        Table run(Database database) {
            about(named.target());
            DualRun wish = wish();
            about(named.target(wish.words()));
            done(database.administration()
                    .signers()
                    .dualRun(named.account(database), named.environment(), named.name(), Optional.of(wish)));
            return shown(database, named);
        }

        private DualRun wish() {
            try {
                return new DualRun(
                        GivenUpstream.url("--url", url),
                        Leader.named(leader).orElseThrow(() -> Complaint.usage("--leader takes ours or theirs")));
            } catch (IllegalArgumentException | BadCredential wrong) {
                throw Complaint.usage(Thrown.words(wrong));
            }
        }
    }

    @Command(name = "show", description = "Show where else the requests of a signer go.")
    static final class Show extends DatabaseCommand {
        @Mixin
        private SignerCommands.Named named;

        Show(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            return shown(database, named);
        }
    }

    private static Table shown(Database database, SignerCommands.Named named) {
        List<SignerOverview> all =
                database.administration().signers().list(named.account(database), named.environment());
        SignerOverview signer = all.stream()
                .filter(one -> one.name().equals(named.name()))
                .findFirst()
                .orElseThrow(() -> Complaint.refused(Reason.NO_SUCH_SIGNER.words()));
        DualRun run = signer.dualRun()
                .orElseThrow(() -> Complaint.refused("the requests of " + named.name() + " go nowhere else"));
        return Table.of("account", "environment", "signer", "url", "leader")
                .row(
                        Table.number(named.account(database).value()),
                        Table.text(named.environment().word()),
                        Table.text(named.name()),
                        Table.text(run.url()),
                        Table.text(run.leader().word()));
    }

    @Command(name = "remove", description = "Send the requests of a signer nowhere else any more.")
    static final class Remove extends DatabaseCommand {
        @Mixin
        private SignerCommands.Named named;

        Remove(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.SIGNER_DUAL_RUN_REMOVE);
        }

        @Override
        Table run(Database database) {
            about(named.target());
            String name = done(database.administration()
                    .signers()
                    .dualRun(named.account(database), named.environment(), named.name(), Optional.empty()));
            return Table.of("account", "environment", "signer", "removed")
                    .row(
                            Table.number(named.account(database).value()),
                            Table.text(named.environment().word()),
                            Table.text(name),
                            Table.flag(true));
        }
    }
}
