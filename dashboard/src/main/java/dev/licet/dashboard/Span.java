package dev.licet.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/// Of which time the overview tells.
enum Span {
    /// By hours.
    DAY(Duration.ofHours(1), 24, "HH:00", Duration.ofHours(4)),
    /// By six hours.
    WEEK(Duration.ofHours(6), 28, "d MMM HH:00", Duration.ofDays(1)),
    /// By days.
    MONTH(Duration.ofDays(1), 30, "d MMM", Duration.ofDays(5));

    private final Duration stretch;
    private final int stretches;
    private final DateTimeFormatter label;
    private final Duration marks;

    /// @param marks how often an axis names a time
    Span(Duration stretch, int stretches, String label, Duration marks) {
        this.stretch = stretch;
        this.stretches = stretches;
        this.marks = marks;
        this.label = DateTimeFormatter.ofPattern(label, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    static Span named(String word) {
        return Stream.of(values())
                .filter(span -> span.word().equals(word))
                .findFirst()
                .orElse(DAY);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Duration stretch() {
        return stretch;
    }

    int stretches() {
        return stretches;
    }

    /// When the first stretch began, if the last one holds `now`.
    Instant from(Instant now) {
        long present = Math.floorDiv(now.getEpochSecond(), stretch.toSeconds());
        return Instant.ofEpochSecond((present - stretches + 1) * stretch.toSeconds());
    }

    String label(Instant at) {
        return label.format(at);
    }

    /// Whether an axis names the stretch that begins then.
    boolean isMarked(Instant at) {
        return at.getEpochSecond() % marks.toSeconds() == 0;
    }

    /// How an axis names it: a day alone where a stretch is a part of it.
    String mark(Instant at) {
        return this == WEEK ? MONTH.label(at) : label(at);
    }
}
