package dev.licet.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `licet man`: the manual pages of all commands.
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = "Write the manual pages of all commands into a directory.")
final class ManCommand implements Callable<Integer> {
    private final Setting setting;
    private final Supplier<CommandLine> all;

    @Parameters(paramLabel = "DIR", description = "The directory; it is made where there is none.")
    private Path directory;

    /// @param all the whole tree of commands
    ManCommand(Setting setting, Supplier<CommandLine> all) {
        this.setting = setting;
        this.all = all;
    }

    @Override
    public Integer call() {
        try {
            Files.createDirectories(directory);
            int written = write(all.get());
            setting.err().println(written + " pages in " + directory);
            return ExitCode.DONE.number();
        } catch (IOException failure) {
            throw Complaint.failed("cannot write the manual pages into " + directory + ": " + failure.getMessage());
        }
    }

    private int write(CommandLine command) throws IOException {
        var page = new ManPage(command.getCommandSpec());
        Files.writeString(directory.resolve(page.file()), page.text());
        int written = 1;
        for (CommandLine below : command.getSubcommands().values()) written += write(below);
        return written;
    }
}
