package dev.licet.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a line of the log looks like.
public enum LogFormat {
    /// For people.
    TEXT,
    /// An object of JSON, for programs that collect logs.
    JSON;

    static Optional<LogFormat> named(String word) {
        return Stream.of(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
