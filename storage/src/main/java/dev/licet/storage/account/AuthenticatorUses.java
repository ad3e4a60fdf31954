package dev.licet.storage.account;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// When authenticators were last used. A request notes it in memory and a timer writes it, so that no request
/// waits for the write and many uses are written at once. If a node dies, the uses since the last write are
/// lost.
///
/// Memory grows with the authenticators that were used since the last time, which all exist.
public final class AuthenticatorUses {
    private static final Logger LOG = System.getLogger(AuthenticatorUses.class.getName());
    /// Uses within this time count as one, so that busy callers do not compete for the map entry.
    private static final Duration SAME = Duration.ofSeconds(1);
    /// How many uses one statement writes; the units of the ledger wait no longer than for one such
    /// statement.
    private static final int BATCH = 50;

    private record Key(AccountId account, int number) {}

    private record Use(Key key, Instant at) {}

    /// All nodes write in this order, so that no two wait for each other's rows.
    private static final Comparator<Use> ORDER = Comparator.comparing(
                    (Use use) -> use.key().account().value())
            .thenComparing(use -> use.key().number());

    private final Store store;
    private final InstantSource clock;
    private final Map<Key, Instant> fresh = new ConcurrentHashMap<>();

    public AuthenticatorUses(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Notes that this one was used just now.
    void used(AccountId account, int number) {
        var key = new Key(account, number);
        Instant now = clock.instant();
        Instant before = fresh.get(key);
        if (before == null || before.plus(SAME).isBefore(now)) fresh.put(key, now);
    }

    /// What is known here and perhaps not in the database yet.
    Optional<Instant> last(AccountId account, int number) {
        return Optional.ofNullable(fresh.get(new Key(account, number)));
    }

    /// Brings what is new to the database. What cannot be written stays for the next time.
    public void write() {
        var due = new ArrayList<Use>();
        fresh.forEach((key, at) -> due.add(new Use(key, at)));
        due.sort(ORDER);
        for (int at = 0; at < due.size(); at += BATCH) write(due.subList(at, Math.min(at + BATCH, due.size())));
    }

    private void write(List<Use> uses) {
        var parameters = new ArrayList<Object>();
        for (Use use : uses)
            parameters.addAll(List.of(use.key().account(), use.key().number(), use.at()));
        String sql = "INSERT INTO authenticator_use (account, number, at) VALUES (?, ?, ?)"
                + ", (?, ?, ?)".repeat(uses.size() - 1)
                + " ON CONFLICT (account, number) DO UPDATE SET at = excluded.at"
                + " WHERE authenticator_use.at < excluded.at";
        store.write("noting uses of authenticators", session -> session.change(sql, parameters.toArray()));
        for (Use use : uses) fresh.remove(use.key(), use.at());
    }

    /// The same before the database is closed, as far as it answers.
    public void writeLast() {
        try {
            write();
        } catch (StoreUnavailable noAnswer) {
            LOG.log(Level.DEBUG, "the last uses of authenticators were not noted");
        }
    }
}
