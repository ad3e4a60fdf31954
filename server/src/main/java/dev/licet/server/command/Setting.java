package dev.licet.server.command;

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
        PrintWriter out, PrintWriter err, Map<String, String> environment, InstantSource clock, SecureRandom random) {}
