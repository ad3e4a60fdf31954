package dev.licet.storage.credential;

import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.sql.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When FairPlay credentials were last used, to the minute.
final class FairPlayUses {
    private static final Logger LOG = System.getLogger(FairPlayUses.class.getName());

    /// How exact the note of the last use is.
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String NOTE = "INSERT INTO fairplay_use (credential, at)"
            + " SELECT id, ? FROM fairplay_credential WHERE id = ?"
            + " ON CONFLICT (credential) DO UPDATE SET at = excluded.at WHERE fairplay_use.at < excluded.at";

    private final Store store;
    private final InstantSource clock;
    private final Map<Long, Instant> noted = new ConcurrentHashMap<>();

    FairPlayUses(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Notes a use. A device waits for its license meanwhile, so the note is written on a thread of its own.
    void note(long id) {
        Instant now = clock.instant();
        if (isNews(id, now)) Thread.ofVirtual().name("licet-fairplay-use").start(() -> write(id, now));
    }

    /// Whether a minute has gone by since the last note. Of several threads that ask at once, one gets yes.
    private boolean isNews(long id, Instant now) {
        Instant before = noted.get(id);
        if (before == null) return noted.putIfAbsent(id, now) == null;
        boolean lately = Duration.between(before, now).abs().compareTo(MINUTE) < 0;
        return !lately && noted.replace(id, before, now);
    }

    private void write(long id, Instant now) {
        try {
            store.write("noting a use", session -> session.change(NOTE, now, id));
        } catch (StoreUnavailable noAnswer) {
            LOG.log(Level.WARNING, "the use of FairPlay credentials {0} was not noted: {1}", id, noAnswer.getMessage());
        }
    }
}
