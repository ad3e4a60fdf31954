package dev.licet.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How pages write times. Always UTC.
public final class Times {
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /// For people.
    public static String shown(Instant at) {
        return SHORT.format(at);
    }

    /// As forms take it: `30d`, `12h`, `15m` or `60s`.
    public static String typed(Duration time) {
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % 86400 == 0) return seconds / 86400 + "d";
        if (seconds > 0 && seconds % 3600 == 0) return seconds / 3600 + "h";
        if (seconds > 0 && seconds % 60 == 0) return seconds / 60 + "m";
        return seconds + "s";
    }
}
