package dev.licet.server.serve;

import dev.licet.domain.Repeating;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.LoggedAudit;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.Housekeeping;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Tidies the database, and memory, from time to time while the service runs.
final class Housekeeper implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Housekeeper.class.getName());
    private static final Duration TIDYING = Duration.ofMinutes(10);
    private static final Duration NOTING = Duration.ofMinutes(1);
    private static final Duration LOOKING = Duration.ofSeconds(10);
    private static final Duration PRUNING = Duration.ofMinutes(60);

    private final Housekeeping housekeeping;
    private final Database database;
    private final InstantSource clock;
    private final Repeating timer;

    /// @param kept for how long records are kept; empty for ever
    /// @param low  looks for low balances
    Housekeeper(Database database, InstantSource clock, Optional<Duration> kept, LowBalanceWatch low) {
        this.database = database;
        this.clock = clock;
        this.housekeeping = database.housekeeping();
        this.timer = new Repeating("licet-housekeeper")
                .every(TIDYING, this::tidy)
                .every(NOTING, this::noteUses)
                .atOnceAndEvery(LOOKING, low::look);
        HeapShrinking.ofThisProcess().ifPresent(shrinking -> timer.every(HeapShrinking.PAUSE, shrinking::look));
        kept.ifPresent(age -> timer.atOnceAndEvery(PRUNING, () -> prune(age)));
    }

    /// What cannot be removed now is removed the next time.
    private void prune(Duration age) {
        try {
            long pruned = database.retention().prune(clock.instant().minus(age), _ -> timer.isOpen());
            if (pruned == 0) return;
            note(age, new Ending.Done());
            LOGGER.log(
                    Level.INFO,
                    "removed {0} records older than {1} days",
                    Long.toString(pruned),
                    Long.toString(age.toDays()));
        } catch (StoreUnavailable noAnswer) {
            LOGGER.log(Level.WARNING, noAnswer.getMessage());
            note(age, new Ending.Failed("the database failed"));
        }
    }

    private void note(Duration age, Ending ending) {
        var target = Target.INSTALLATION.saying("older than " + age.toDays() + "d");
        new LoggedAudit(database.audit()).note(new Deed(Actor.service(), Verb.RECORDS_PRUNE, target, ending));
    }

    /// What cannot be written is tried again a minute later.
    private void noteUses() {
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
