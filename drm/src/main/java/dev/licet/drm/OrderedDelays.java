package dev.licet.drm;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Delays requests that ordered it (fault injection). Only a few at once, because both environments share the
/// workers and requests to the test environment must not take all of them.
final class OrderedDelays {
    private static final int AT_ONCE = 16;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /// Waits that long, or not at all when too many wait already.
    void wait(Duration time) {
        if (!places.tryAcquire()) return;
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }
}
