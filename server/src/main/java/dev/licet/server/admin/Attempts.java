package dev.licet.server.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Slows down the guessing of passwords: so many failures for one name, existing or not, then a pause. It is kept in
/// memory, per node; the oldest names are forgotten when there are too many.
final class Attempts {
    static final int MOST = 10;
    static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int NAMES = 10_000;

    private record Failures(int count, Instant last) {}

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > NAMES;
        }
    };

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether that name may try once more. The try counts as a failure until [#succeeded] says otherwise, so that
    /// tries at the same time count too.
    synchronized boolean admits(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        Failures before = failures.get(key);
        boolean over = before == null || before.last().plus(PAUSE).isBefore(now);
        int count = over ? 0 : before.count();
        if (count >= MOST) return false;
        failures.remove(key);
        failures.put(key, new Failures(count + 1, now));
        return true;
    }

    synchronized void succeeded(String name) {
        failures.remove(name.toLowerCase(Locale.ROOT));
    }
}
