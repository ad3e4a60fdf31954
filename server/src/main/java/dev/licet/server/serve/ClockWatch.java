package dev.licet.server.serve;

import dev.licet.server.health.ClockJumps;
import dev.licet.server.health.Finding;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks at the clock every second while the service runs.
final class ClockWatch implements AutoCloseable {
    private static final long SECONDS = 1;

    private final ClockJumps jumps;
    private final ScheduledExecutorService timer;

    ClockWatch(InstantSource clock) {
        this.jumps = new ClockJumps(clock.instant(), System.nanoTime());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("licet-clock").factory());
        timer.scheduleWithFixedDelay(
                () -> jumps.look(clock.instant(), System.nanoTime()), SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    Finding finding() {
        return jumps.finding(System.nanoTime());
    }

    @Override
    public void close() {
        timer.close();
    }
}
