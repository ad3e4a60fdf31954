package dev.licet.drm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Stops asking an upstream that has failed to answer several requests in a row, so that devices get a quick
/// answer and do not queue behind a dead server. After a pause one request tries it again.
final class Breaker {
    private final int mostFailures;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private Optional<Instant> shutUntil = Optional.empty();
    private boolean probing;

    Breaker(int mostFailures, Duration pause, InstantSource clock) {
        this.mostFailures = mostFailures;
        this.pause = pause;
        this.clock = clock;
    }

    /// Whether the upstream may be asked. A caller that gets true must report how it went.
    synchronized boolean admits() {
        if (shutUntil.isEmpty()) return true;
        if (probing || isPause(Duration.between(clock.instant(), shutUntil.get()))) return false;
        probing = true;
        return true;
    }

    /// The remaining time can exceed a pause only when the clock was set back; then the upstream is asked at
    /// once.
    private boolean isPause(Duration left) {
        return left.isPositive() && left.compareTo(pause) <= 0;
    }

    synchronized void answered() {
        failures = 0;
        probing = false;
        shutUntil = Optional.empty();
    }

    synchronized void silent() {
        failures++;
        probing = false;
        if (failures >= mostFailures) shutUntil = Optional.of(clock.instant().plus(pause));
    }
}
