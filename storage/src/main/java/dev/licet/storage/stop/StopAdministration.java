package dev.licet.storage.stop;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.stop.Stop;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Putting things on stop lists, and taking them off.
public final class StopAdministration {
    private static final String PUT = "INSERT INTO stop (id, kind, value, account, environment, reason, until, created)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (kind, value, account, environment)"
            + " DO UPDATE SET reason = excluded.reason, until = excluded.until"
            + " RETURNING " + StopColumns.ALL;

    private final Store store;
    private final InstantSource clock;
    private final StoredStops stops;

    public StopAdministration(Store store, InstantSource clock, StoredStops stops) {
        this.store = store;
        this.clock = clock;
        this.stops = stops;
    }

    /// Stops something. What is stopped already, for the same account and environment, gets the new reason and the
    /// new end.
    public Outcome<StopOverview> add(Stop stop) {
        return expired(store.write("stopping something", session -> {
            if (!isAccountThere(session, stop)) return Outcome.<StopOverview>refused(Reason.NO_SUCH_ACCOUNT);
            StopOverview entry = put(session, stop);
            RefreshingCopy.changed(session, StoredStops.KIND);
            return Outcome.done(entry);
        }));
    }

    private StopOverview put(Session session, Stop stop) throws SQLException {
        return session.first(
                        PUT,
                        StopColumns::read,
                        Counters.next(session, "stop"),
                        stop.kind().word(),
                        stop.value(),
                        StopColumns.account(stop),
                        StopColumns.environment(stop),
                        stop.reason(),
                        stop.until(),
                        clock.instant())
                .orElseThrow();
    }

    private static boolean isAccountThere(Session session, Stop stop) throws SQLException {
        Optional<AccountId> whose = stop.owner();
        return whose.isEmpty() || AccountAdministration.exists(session, whose.get());
    }

    /// Takes something off its list.
    public Outcome<StopOverview> remove(long id) {
        return expired(store.write("ending a stop", session -> {
            Optional<StopOverview> removed =
                    session.first("DELETE FROM stop WHERE id = ? RETURNING " + StopColumns.ALL, StopColumns::read, id);
            if (removed.isEmpty()) return Outcome.<StopOverview>refused(Reason.NO_SUCH_ENTRY);
            RefreshingCopy.changed(session, StoredStops.KIND);
            return Outcome.done(removed.get());
        }));
    }

    /// One entry.
    public Optional<StopOverview> find(long id) {
        return store.read(
                "looking for a stop",
                session ->
                        session.first("SELECT " + StopColumns.ALL + " FROM stop WHERE id = ?", StopColumns::read, id));
    }

    /// All entries, those that have ended too, in the order in which they were made.
    public List<StopOverview> list() {
        return store.read(
                "listing what is stopped",
                session -> session.all("SELECT " + StopColumns.ALL + " FROM stop ORDER BY id", StopColumns::read));
    }

    private <T> T expired(T answer) {
        stops.expire();
        return answer;
    }
}
