package dev.licet.drm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets only as many requests at once do expensive cryptography as there is hardware for. The others wait a bounded
/// time in the order in which they came, and are then turned away while that is still cheap. Nobody waits for another
/// server while holding a permit: such requests become an [Opening.Remote].
public final class Permits {
    private final Semaphore permits;
    private final Duration longestWait;

    /// @param atOnce      how many may work at the same time
    /// @param longestWait after which a request is turned away
    public Permits(int atOnce, Duration longestWait) {
        this.permits = new Semaphore(atOnce, true);
        this.longestWait = longestWait;
    }

    /// Does the work with a permit, or is empty when none came free in time.
    <T> Optional<T> with(Supplier<T> work) {
        if (!acquired()) return Optional.empty();
        try {
            return Optional.of(work.get());
        } finally {
            permits.release();
        }
    }

    /// A virtual thread that gets a permit runs before requests that have arrived since, and a queue of them
    /// would keep the processor from requests that can be answered or refused at once. So a thread that had
    /// to wait yields first.
    private boolean acquired() {
        try {
            if (permits.tryAcquire(0, TimeUnit.MILLISECONDS)) return true;
            boolean acquired = permits.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
            if (acquired) Thread.yield();
            return acquired;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
