package dev.licet.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

/// How much is logged. No level shows a key, an authenticator, a token or the query of a request.
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

    /// The one under which a line of that level comes.
    public static LogLevel of(Level level) {
        return Stream.of(values())
                .filter(ours -> level.intValue() >= ours.level.intValue())
                .findFirst()
                .orElse(DEBUG);
    }

    static Optional<LogLevel> named(String word) {
        return Stream.of(values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
