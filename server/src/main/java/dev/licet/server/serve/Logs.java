package dev.licet.server.serve;

import dev.licet.server.config.LogLevel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The log: one line per event on standard error. What libraries say below a warning is not shown at any level.
public final class Logs {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.licet");

    private Logs() {}

    /// Starts logging, in place of what the JDK does by itself.
    public static void start(LogLevel level) {
        LogManager.getLogManager().reset();
        var handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new Line());
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(level.level());
    }

    /// The stack of an exception is left out: its messages could quote what a caller sent.
    private static final class Line extends Formatter {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public String format(LogRecord event) {
            return TIME.format(event.getInstant()) + " " + event.getLevel().getName() + " " + event.getLoggerName()
                    + ": " + formatMessage(event) + System.lineSeparator();
        }
    }
}
