package dev.licet.dashboard;

import dev.licet.domain.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// Slows down the guessing of passwords: so many failures for one name, existing or not, then a pause. It is kept in
/// memory, per node; names that were not tried for longest are forgotten when there are too many.
final class Attempts {
    static final int MOST = 10;
    static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int NAMES = 10_000;

    private record Failures(int count, Instant last) {}

    private final InstantSource clock;
    private final LruCache<String, Failures> failures = new LruCache<>(NAMES);

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether that name may try once more. The try counts as a failure until [#succeeded] says otherwise, so that
    /// tries at the same time count too.
    synchronized boolean admits(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        int count = failures.find(key)
                .filter(before -> !before.last().plus(PAUSE).isBefore(now))
                .map(Failures::count)
                .orElse(0);
        if (count >= MOST) return false;
        failures.keep(key, new Failures(count + 1, now));
        return true;
    }

    synchronized void succeeded(String name) {
        failures.forget(name.toLowerCase(Locale.ROOT));
    }
}
