package dev.licet.server.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `licet completion`: what makes a shell complete the names of commands and options.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print the completion script for bash and zsh: source <(licet completion)")
final class CompletionCommand implements Callable<Integer> {
    private final Setting setting;
    private final Supplier<CommandLine> all;

    /// @param all the whole tree of commands
    CompletionCommand(Setting setting, Supplier<CommandLine> all) {
        this.setting = setting;
        this.all = all;
    }

    @Override
    public Integer call() {
        setting.out().print(AutoComplete.bash("licet", all.get()));
        setting.out().flush();
        return ExitCode.DONE.number();
    }
}
