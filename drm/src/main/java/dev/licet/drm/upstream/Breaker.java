package dev.licet.drm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Leaves an upstream alone that has not answered several requests in a row, so that devices learn at once that
/// they
/// should come again, and nobody queues behind a dead server. After a pause one request tries it again.
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

    /// Whether the upstream may be asked. Whoever is told yes must say how it went.
    synchronized boolean admits() {
        if (shutUntil.isEmpty()) return true;
        if (probing || isPause(Duration.between(clock.instant(), shutUntil.get()))) return false;
        probing = true;
        return true;
    }

    /// More than a pause can be left only when the clock was put back, and that must not shut anybody out.
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
