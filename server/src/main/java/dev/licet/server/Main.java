package dev.licet.server;

import dev.licet.server.command.Commands;
import dev.licet.server.command.Setting;
import dev.licet.server.config.LogLevel;
import dev.licet.server.serve.Logs;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;

/// `licet serve` and the operator's commands.
public final class Main {
    private Main() {}

    /// Runs one command and ends the program with its exit code.
    public static void main(String[] arguments) {
        Logs.start(LogLevel.WARNING);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var setting = new Setting(out, err, System.getenv(), InstantSource.system(), new SecureRandom());
        System.exit(Commands.run(setting, arguments));
    }
}
