package dev.licet.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times that come from outside as text (RFC 3339 section 5.6), read here alone, so that all of them mean the same.
///
/// Hours go to 23 and seconds to 59. Java's [Instant] reads `24:00:00` as the next day and the second 60 of a
/// leap second as the one before it: the text would silently mean another moment than it says.
public final class TimeText {
    private static final Pattern TIME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})"
            + "(?:(:[0-9]{2})(?:(\\.[0-9]{1,9})[0-9]*)?)?(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private TimeText() {}

    /// With seconds and the zone `Z`: `2026-01-31T23:59:59Z`. Empty for anything else.
    public static Optional<Instant> utc(String text) {
        Matcher parts = TIME.matcher(text);
        boolean utc = parts.matches() && parts.group(2) != null && "Z".equals(parts.group(4));
        return utc ? moment(parts) : Optional.empty();
    }

    /// With any zone: `Z`, `+01:00`. Empty for anything else.
    public static Optional<Instant> zoned(String text) {
        Matcher parts = TIME.matcher(text);
        return parts.matches() && parts.group(4) != null ? moment(parts) : Optional.empty();
    }

    /// With any zone, or with none, which is UTC. Empty for anything else.
    public static Optional<Instant> zonedOrUtc(String text) {
        Matcher parts = TIME.matcher(text);
        return parts.matches() ? moment(parts) : Optional.empty();
    }

    /// A day, `2026-01-31`: its midnight in UTC, with which it begins. Empty for anything else.
    public static Optional<Instant> day(String text) {
        try {
            return DAY.matcher(text).matches()
                    ? Optional.of(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
                    : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// A month of the years 0000 to 9999, `2026-01`. Empty for anything else.
    public static Optional<YearMonth> month(String text) {
        try {
            return MONTH.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(Matcher parts) {
        try {
            String local = parts.group(1) + orEmpty(parts.group(2)) + orEmpty(parts.group(3));
            String zone = parts.group(4) == null ? "Z" : parts.group(4);
            return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.of(zone)));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }
}
