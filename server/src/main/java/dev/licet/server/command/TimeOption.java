package dev.licet.server.command;

import dev.licet.domain.TimeText;
import java.time.Instant;

/// Times on the command line.
final class TimeOption {
    private TimeOption() {}

    /// A day, which means its beginning in UTC, or a moment.
    static Instant read(String text) {
        return TimeText.day(text)
                .or(() -> TimeText.utc(text))
                .orElseThrow(() -> Complaint.usage("a time is written as 2026-11-29 or 2026-11-29T08:00:00Z"));
    }
}
