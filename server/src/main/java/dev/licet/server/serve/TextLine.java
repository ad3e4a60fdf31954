package dev.licet.server.serve;

import dev.licet.server.config.LogLevel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// A line of the log for people. The stack of an exception is left out: its messages could quote what a caller
/// sent.
final class TextLine extends Formatter {
    /// UTC, to the millisecond.
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String format(LogRecord event) {
        return TIME.format(event.getInstant()) + " " + LogLevel.of(event.getLevel()) + " " + event.getLoggerName()
                + ": " + onOneLine(formatMessage(event)) + System.lineSeparator();
    }

    /// Escapes line ends, because a caller whose text is logged must not be able to forge a line of the log.
    private static String onOneLine(String message) {
        var line = new StringBuilder(message.length());
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return line.toString();
    }
}
