package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// A part of the database that is kept in memory, and read again soon after any process has changed it.
///
/// Each change of the part increases its number in the table `change`. At most once a second one caller reads
/// that number; the others use the copy meanwhile. They wait for that caller where the copy is of no use: after a
/// change by this process, and after a time in which nobody looked, because a copy of an hour ago would let a
/// credential live that was revoked long since.
public final class RefreshingCopy<T> {
    private static final Duration PAUSE = Duration.ofMillis(900);
    private static final Duration OLDEST = Duration.ofSeconds(2);

    private record Known<T>(T value, long version, Instant looked) {}

    private final Store store;
    private final String kind;
    private final InstantSource clock;
    private final Unit<T> load;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Known<T> known;
    private volatile boolean stale;

    /// Loads the part for the first time.
    /// @param kind the name of the part, as in [#changed]
    public RefreshingCopy(Store store, String kind, InstantSource clock, Unit<T> load) {
        this.store = store;
        this.kind = kind;
        this.clock = clock;
        this.load = load;
        this.known = fresh();
    }

    /// Notes inside a writing unit that the part has changed.
    public static void changed(Session session, String kind) throws SQLException {
        session.change(
                "INSERT INTO change (kind, version) VALUES (?, 1)"
                        + " ON CONFLICT (kind) DO UPDATE SET version = change.version + 1",
                kind);
    }

    /// What is known: at most two seconds old, or what was known when the database last answered.
    public T current() {
        if (isUseless()) looking.lock();
        else if (!isDue() || !looking.tryLock()) return known.value();
        try {
            if (isDue()) look();
        } finally {
            looking.unlock();
        }
        return known.value();
    }

    /// What is known, however old; waits for nothing.
    public T last() {
        return known.value();
    }

    /// After a change by this process: the next caller looks at once.
    public void expire() {
        looking.lock();
        try {
            stale = true;
        } finally {
            looking.unlock();
        }
    }

    private boolean isDue() {
        return stale || isOlderThan(PAUSE);
    }

    private boolean isUseless() {
        return stale || isOlderThan(OLDEST);
    }

    private boolean isOlderThan(Duration most) {
        Duration age = Duration.between(known.looked(), clock.instant());
        return age.isNegative() || age.compareTo(most) >= 0;
    }

    /// When the database does not answer, the copy stays in use. It is stale until the new one is known, so that those
    /// who come meanwhile wait for that.
    private void look() {
        try {
            long version = version();
            known = version == known.version() ? new Known<>(known.value(), version, clock.instant()) : fresh();
        } catch (StoreUnavailable later) {
            known = new Known<>(known.value(), known.version(), clock.instant());
        } finally {
            stale = false;
        }
    }

    /// The version is read first, so that a change in between is noticed the next time.
    private Known<T> fresh() {
        Instant now = clock.instant();
        long version = version();
        return new Known<>(store.read("reading " + kind, load), version, now);
    }

    private long version() {
        return store.read("looking for changes", session -> session.first(
                        "SELECT version FROM change WHERE kind = ?", Row::number, kind)
                .orElse(0L));
    }
}
