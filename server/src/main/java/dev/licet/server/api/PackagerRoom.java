package dev.licet.server.api;

import dev.licet.http.Reply;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How many packagers are worked for at once, whatever interface they come through. They may wait where players may
/// not. So only a part of the processors works for them, however many come.
public final class PackagerRoom {
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final Semaphore places;

    /// @param atOnce requests that are worked on at once; others wait
    public PackagerRoom(int atOnce) {
        this.places = new Semaphore(atOnce, true);
    }

    /// Does the work when there is room.
    Reply bounded(Supplier<Reply> work) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return PackagerDoor.busy("Too many packagers ask at once; try again");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return PackagerDoor.busy("The service is stopping");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
