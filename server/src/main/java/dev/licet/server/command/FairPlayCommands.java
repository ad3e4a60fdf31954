package dev.licet.server.command;

import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.server.serve.PlugIns;
import dev.licet.storage.Database;
import dev.licet.storage.credential.FairPlayOverview;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet fairplay list`, `remove`: which credentials there are, and whether any device still needs them.
final class FairPlayCommands {
    private FairPlayCommands() {}

    @Command(name = "list", description = "Show all FairPlay credentials, and when devices last used them.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private OfAccount account;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            var installed = InstalledDerivations.with(PlugIns.load(config().plugIns()));
            Table table = Table.of("id", "account", "environment", "derivation", "usable_here", "created", "last_used");
            var wanted = account.among(database);
            for (FairPlayOverview entry : database.administration().fairPlay().list()) {
                if (wanted.test(entry.account())) table = table.row(row(entry, installed));
            }
            return table;
        }

        private static Table.Cell[] row(FairPlayOverview entry, InstalledDerivations installed) {
            return new Table.Cell[] {
                Table.number(entry.id()),
                entry.account().map(account -> Table.number(account.value())).orElseGet(Table.Cell.None::new),
                Table.text(entry.environment().word()),
                Table.text(entry.derivation()),
                Table.flag(installed.canUse(entry.derivation(), entry.environment())),
                Table.text(entry.created()),
                Table.maybe(entry.lastUsed())
            };
        }
    }

    @Command(name = "remove", description = "Remove FairPlay credentials. Devices that name them are refused then.")
    static final class Remove extends DatabaseCommand {
        @Option(names = "--id", required = true, paramLabel = "N", description = "Their number, as list shows it.")
        private long id;

        Remove(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.FAIRPLAY_REMOVE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("number " + id));
            long removed = done(database.administration().fairPlay().remove(id));
            return Table.of("id", "removed").row(Table.number(removed), Table.flag(true));
        }
    }
}
