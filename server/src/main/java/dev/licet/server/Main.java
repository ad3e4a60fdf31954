package dev.licet.server;

import dev.licet.server.command.Commands;
import dev.licet.server.command.ExitCode;
import dev.licet.server.command.Setting;
import dev.licet.server.config.Config;
import dev.licet.server.serve.LastingLogs;
import dev.licet.server.serve.Logs;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;

/// `licet serve` and the operator's commands.
public final class Main {
    static {
        // Before anything asks for a logger.
        System.setProperty(LastingLogs.PROPERTY, LastingLogs.class.getName());
    }

    private static final System.Logger LOGGER = System.getLogger(Main.class.getName());

    private Main() {}

    /// Threads that a failed start has begun would keep the process alive, and nobody would start it again.
    private static int ended(Setting setting, String... arguments) {
        try {
            return Commands.run(setting, arguments);
        } catch (Throwable surprise) {
            LOGGER.log(Level.ERROR, "it ended with a surprise", surprise);
            return ExitCode.FAILED.number();
        }
    }

    /// Runs one command and ends the program with its exit code.
    public static void main(String[] arguments) {
        Logs.start(Config.Log.OF_COMMANDS);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var setting = new Setting(out, err, System.getenv(), InstantSource.system(), new SecureRandom());
        System.exit(ended(setting, arguments));
    }
}
