package dev.licet.server.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs commands on one data directory and keeps what they print.
final class Terminal {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Path data;
    private final Map<String, String> environment;

    /// What a command left behind.
    record Printed(int exit, String out, String err) {}

    Terminal(Path data) {
        this(data, Map.of());
    }

    Terminal(Path data, Map<String, String> environment) {
        this.data = data;
        this.environment = environment;
    }

    /// Runs a command on the data directory.
    Printed run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(data.toString());
        return bare(all.toArray(String[]::new));
    }

    /// Runs a command as it is.
    Printed bare(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var setting = new Setting(
                new PrintWriter(out), new PrintWriter(err), environment, InstantSource.fixed(NOW), new SecureRandom());
        int exit = Commands.run(setting, arguments);
        return new Printed(exit, out.toString(), err.toString());
    }
}
