package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Histories of accounts with faults at the calls of the database and jumps of the clock, the same for the same
/// seed, compared with a model after each batch (reference: security.md 3, R4). `-Dlicet.histories=N` says how many,
/// `-Dlicet.histories.seed=N` the seed of the first.
abstract class LedgerHistoriesContract {
    private static final long SEED = Long.getLong("licet.histories.seed", 23);
    private static final int HISTORIES_OF_A_DATABASE = 500;
    private static final int TOKENS = 6;

    private final HandClock clock = new HandClock();
    private final Product product;
    private final int usual;
    private final int histories;
    private long steps;
    private long struck;
    private long lost;

    /// @param usual how many of them where nobody says
    LedgerHistoriesContract(Product product, int usual) {
        this.product = product;
        this.usual = usual;
        this.histories = Integer.getInteger("licet.histories", usual);
    }

    interface Visit {
        void to(Place place) throws Exception;
    }

    /// Makes an empty database for the visit, and removes it.
    abstract void empty(Visit visit) throws Exception;

    @Test
    @Timeout(value = 48, unit = TimeUnit.HOURS)
    void whatever_fails_and_whenever_the_books_are_those_of_the_model() throws Exception {
        for (int done = 0; done < histories; done += HISTORIES_OF_A_DATABASE) {
            long seed = SEED + done;
            int count = Math.min(HISTORIES_OF_A_DATABASE, histories - done);
            empty(place -> histories(place, seed, count));
        }
        System.out.printf(
                "%d histories on %s from seed %d: %d steps, %d calls failed, %d of them commits that had been made%n",
                histories, product, SEED, steps, struck, lost);
        assertTrue(struck > 0);
        // One history alone may have none.
        if (histories >= usual) assertEquals(product.isServer(), lost > 0);
    }

    private void histories(Place place, long seed, int count) throws Exception {
        var faults = new Faults(product);
        var settings =
                new DatabaseSettings(place, DatabaseContract.MASTER, clock, new SeededRandom(1), Duration.ofMinutes(1));
        try (var _ = FaultyDriver.install(product, faults);
                var callers = Executors.newVirtualThreadPerTaskExecutor();
                var database = Database.open(settings)) {
            faults.choose();
            database.ledger().write(nobodys(clock));
            var stage = new LedgerHistory.Stage(database, clock, faults, callers);
            for (int i = 0; i < count; i++) history(stage, seed + i, i * TOKENS);
            assertEquals(List.of(), database.verification().findings());
        }
        struck += faults.struck();
        lost += faults.lost();
    }

    /// The first writer takes it, as it takes everything that is of no account.
    static Event nobodys(HandClock clock) {
        var origin = Event.Origin.ofNobody(Environment.TEST, Drm.WIDEVINE, "request");
        return Event.of(Event.Kind.REFUSED, clock.instant(), origin, Event.Subject.NONE);
    }

    private void history(LedgerHistory.Stage stage, long seed, int token) {
        try {
            stage.faults().draw(new Random(~seed));
            steps += new LedgerHistory(stage, new Random(seed)).run(token);
        } catch (AssertionError fault) {
            throw new AssertionError("-Dlicet.histories=1 -Dlicet.histories.seed=" + seed, fault);
        }
    }
}
