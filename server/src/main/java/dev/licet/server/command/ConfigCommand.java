package dev.licet.server.command;

import dev.licet.server.config.Config;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that reads the configuration, opens nothing, and prints a table.
abstract class ConfigCommand implements Callable<Integer> {
    private final Setting setting;

    @Mixin
    private final DataOptions data;

    @Mixin
    private OutputOption output;

    @Mixin
    private HelpOption help;

    ConfigCommand(Setting setting) {
        this.setting = setting;
        this.data = new DataOptions(setting.environment());
    }

    abstract Table run(Config config);

    @Override
    public final Integer call() {
        output.print(run(data.config(Map.of())), setting.out());
        return ExitCode.DONE.number();
    }

    final Setting setting() {
        return setting;
    }

    final DataOptions data() {
        return data;
    }
}
