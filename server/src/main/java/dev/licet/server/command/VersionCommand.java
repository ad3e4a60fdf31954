package dev.licet.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `licet version`: the same line as `--version`.
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
    private final Setting setting;
    private final String version;

    VersionCommand(Setting setting, String version) {
        this.setting = setting;
        this.version = version;
    }

    @Override
    public Integer call() {
        setting.out().println(version);
        setting.out().flush();
        return ExitCode.DONE.number();
    }
}
