package dev.licet.server.serve;

import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.Housekeeping;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tidies the database from time to time while the service runs.
final class Housekeeper implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Housekeeper.class.getName());
    private static final long MINUTES = 10;

    private final Housekeeping housekeeping;
    private final ScheduledExecutorService timer;

    Housekeeper(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("licet-housekeeper").factory());
        timer.scheduleWithFixedDelay(this::tidy, MINUTES, MINUTES, TimeUnit.MINUTES);
        timer.scheduleWithFixedDelay(this::note, 1, 1, TimeUnit.MINUTES);
    }

    /// What cannot be written is tried again a minute later.
    private void note() {
        try {
            housekeeping.noteUses();
        } catch (StoreUnavailable noAnswer) {
            LOGGER.log(Level.DEBUG, noAnswer.getMessage());
        }
    }

    /// A failed round does no harm: the next one does its work too.
    private void tidy() {
        try {
            long tokens = housekeeping.run();
            LOGGER.log(Level.DEBUG, "dropped {0} expired tokens", tokens);
        } catch (StoreUnavailable noAnswer) {
            LOGGER.log(Level.WARNING, noAnswer.getMessage());
        }
    }

    /// Waits for the round in work: the database is closed next.
    @Override
    public void close() {
        timer.close();
    }
}
