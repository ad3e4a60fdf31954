package dev.licet.server.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/// Times on the command line.
final class TimeOption {
    private TimeOption() {}

    /// A day, which means its beginning in UTC, or a moment.
    static Instant read(String text) {
        try {
            boolean day = !text.contains("T");
            return day ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw Complaint.usage("a time is written as 2026-11-29 or 2026-11-29T08:00:00Z");
        }
    }
}
