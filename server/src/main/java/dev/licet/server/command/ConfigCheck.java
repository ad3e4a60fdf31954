package dev.licet.server.command;

import dev.licet.server.config.Config;
import dev.licet.server.config.ConfigLine;
import dev.licet.server.serve.Preflight;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `licet config check`: reads the configuration and the files that it names as `serve` would, and starts nothing.
@Command(
        name = "check",
        description = "Read the configuration as serve would, start nothing, and print what is in force.")
final class ConfigCheck extends ConfigCommand {
    ConfigCheck(Setting setting) {
        super(setting);
    }

    @Override
    Table run(Config config) {
        Preflight.requireAll(config);
        new MasterKeys(config, setting()).requireUsable();
        Optional<Path> file = data().configured();
        var table = Table.of("key", "value", "from");
        for (ConfigLine line : ConfigLine.all(file, data().overrides(Map.of()))) {
            table = table.row(Table.text(line.key().text()), Table.text(line.value()), Table.text(from(line, file)));
        }
        return table;
    }

    private String from(ConfigLine line, Optional<Path> file) {
        return switch (line.origin()) {
            case DEFAULT -> "default";
            case FILE -> file.orElseThrow().toString();
            case OVER_THE_FILE ->
                setting().environment().containsKey(line.key().variable())
                        ? line.key().variable()
                        : "command line";
        };
    }
}
