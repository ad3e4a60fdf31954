package dev.licet.server.command;

import dev.licet.domain.Environment;
import picocli.CommandLine.Option;

/// Which of the two environments of an account a command is about.
final class EnvironmentOption {
    @Option(names = "--environment", required = true, paramLabel = "test|production", description = "The environment.")
    private Environment environment;

    Environment environment() {
        return environment;
    }
}
