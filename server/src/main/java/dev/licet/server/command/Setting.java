package dev.licet.server.command;

import dev.licet.domain.audit.Actor;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// What surrounds a command.
///
/// @param out         for results
/// @param err         for complaints
/// @param environment the environment variables
public record Setting(
        PrintWriter out, PrintWriter err, Map<String, String> environment, InstantSource clock, SecureRandom random) {
    /// What a shell finds the commands by; the programs that start this one say it.
    String program() {
        return environment.getOrDefault("LICET_PROGRAM", "licet");
    }

    /// Who runs the command: the account on this machine, and who is behind it where `sudo` says so.
    Actor actor() {
        String system = System.getProperty("user.name", "");
        String behind = environment.getOrDefault("SUDO_USER", "");
        return Actor.command(behind.isEmpty() ? system : system + ", sudo of " + behind);
    }
}
