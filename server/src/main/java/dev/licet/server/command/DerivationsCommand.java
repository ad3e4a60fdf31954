package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.server.config.Config;
import dev.licet.server.serve.PlugIns;
import picocli.CommandLine.Command;

/// `licet fairplay derivations`.
@Command(
        name = "derivations",
        description = "List the FairPlay derivations that are installed here: built in, or plug-ins.")
final class DerivationsCommand extends ConfigCommand {
    DerivationsCommand(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Config config) {
        var installed = InstalledDerivations.with(PlugIns.load(config.plugIns()));
        var table = Table.of("derivation", "test", "production");
        for (String name : installed.names(Environment.TEST)) {
            table = table.row(
                    Table.text(name), Table.flag(true), Table.flag(installed.canUse(name, Environment.PRODUCTION)));
        }
        return table;
    }
}
