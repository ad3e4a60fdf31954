package dev.licet.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `licet version`: the same line as `--version`.
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
    private final Setting setting;
    private final String version;

    @Mixin
    private OutputOption output;

    VersionCommand(Setting setting, String version) {
        this.setting = setting;
        this.version = version;
    }

    @Override
    public Integer call() {
        if (output.isJson())
            Table.of("version")
                    .row(Table.text(version.substring("licet ".length())))
                    .printJson(setting.out());
        else setting.out().println(version);
        setting.out().flush();
        return ExitCode.DONE.number();
    }
}
