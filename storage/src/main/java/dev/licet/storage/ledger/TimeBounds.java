package dev.licet.storage.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How far the times of an account's records are from the order of their places, so that records are found by time
/// without a tree of times.
final class TimeBounds {
    private Instant latest;
    private long lag;

    /// @param latest the newest time of a record
    /// @param lag    how far a record's time was behind the newest one before it, at most, in microseconds
    TimeBounds(Instant latest, long lag) {
        this.latest = latest;
        this.lag = lag;
    }

    /// The next record has that time.
    void add(Instant at) {
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        if (kept.isAfter(latest)) latest = kept;
        else lag = Math.max(lag, ChronoUnit.MICROS.between(kept, latest));
    }

    Instant latest() {
        return latest;
    }

    long lag() {
        return lag;
    }
}
