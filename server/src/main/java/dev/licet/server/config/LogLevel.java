package dev.licet.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

/// How much is logged. No level shows a key, an authenticator, a token or a request target.
public enum LogLevel {
    /// What failed inside.
    ERROR(Level.SEVERE),
    /// Also what an operator should look at.
    WARNING(Level.WARNING),
    /// Also starts and stops.
    INFO(Level.INFO),
    /// Also what helps developers.
    DEBUG(Level.FINE);

    private final Level level;

    LogLevel(Level level) {
        this.level = level;
    }

    /// As the JDK calls it.
    public Level level() {
        return level;
    }

    static Optional<LogLevel> named(String word) {
        return Stream.of(values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
