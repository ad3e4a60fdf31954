package dev.licet.device;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Wires the commands `licet device …` and `licet token`.
public final class Main {
    private Main() {}

    /// Runs one command and ends the program with its exit code.
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(new Setting(out, err, InstantSource.system(), new SecureRandom()), arguments));
    }

    /// Runs one command.
    ///
    /// @return its exit code
    public static int run(Setting setting, String... arguments) {
        var device = new CommandLine(new Device())
                .addSubcommand(new NewDevice(setting))
                .addSubcommand(new Play(setting))
                .addSubcommand(new HandlerCommand(setting))
                .addSubcommand(new Rehearse(setting));
        return new CommandLine(new Licet())
                .addSubcommand(device)
                .addSubcommand(new AskToken(setting))
                .setOut(setting.out())
                .setErr(setting.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> complain(setting, failure))
                .execute(arguments);
    }

    /// Whatever goes wrong outside a server's answer is told in one line.
    private static int complain(Setting setting, Exception failure) throws Exception {
        if (failure instanceof Complaint complaint) {
            setting.err().println("licet: " + complaint.getMessage());
            return complaint.exitCode().number();
        }
        throw failure;
    }

    @Command(
            name = "licet",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            description = "Simulated devices for license token services.")
    static final class Licet implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "name a command: device or token");
        }
    }

    @Command(
            name = "device",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            description = "Makes and plays simulated devices.")
    static final class Device implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "name a command: new, play or handler");
        }
    }
}
