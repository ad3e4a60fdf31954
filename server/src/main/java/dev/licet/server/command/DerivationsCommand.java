package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.server.serve.PlugIns;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `licet fairplay derivations`.
@Command(
        name = "derivations",
        description = "List the FairPlay derivations that are installed here: built in, or plug-ins.")
final class DerivationsCommand implements Callable<Integer> {
    private final Setting setting;

    @Mixin
    private final DataOptions data;

    @Mixin
    private OutputOption output;

    @Mixin
    private HelpOption help;

    DerivationsCommand(Setting setting) {
        this.setting = setting;
        this.data = new DataOptions(setting.environment());
    }

    @Override
    public Integer call() {
        var config = data.config(Map.of());
        var installed = InstalledDerivations.with(PlugIns.load(config.plugIns()));
        var table = Table.of("derivation", "test", "production");
        for (String name : installed.names(Environment.TEST)) {
            table = table.row(
                    Table.text(name), Table.flag(true), Table.flag(installed.canUse(name, Environment.PRODUCTION)));
        }
        output.print(table, setting.out());
        return ExitCode.DONE.number();
    }
}
