package dev.licet.server.serve;

import dev.licet.domain.Repeating;
import dev.licet.server.health.ClockJumps;
import dev.licet.server.health.Finding;
import java.time.Duration;
import java.time.InstantSource;

/// Looks at the clock every second while the service runs.
final class ClockWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ClockJumps jumps;
    private final Repeating timer;

    ClockWatch(InstantSource clock) {
        this.jumps = new ClockJumps(clock.instant(), System.nanoTime());
        this.timer = new Repeating("licet-clock").every(PAUSE, () -> jumps.look(clock.instant(), System.nanoTime()));
    }

    Finding finding() {
        return jumps.finding(System.nanoTime());
    }

    @Override
    public void close() {
        timer.close();
    }
}
