package dev.licet.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves by hand.
final class HandClock implements InstantSource {
    static final Instant START = Instant.parse("2026-11-21T10:00:00.123456Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration step) {
        now = now.plus(step);
    }
}
