package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.account.MovementColumns;
import dev.licet.storage.book.BookFloor;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;

/// Removes old records, a few hundred per transaction, so that the ledger can write between them.
///
/// Records go from the oldest on; the first that is young enough ends it. Those that stay keep their places:
/// after the first thousand are gone, the oldest record is still the thousandth. How many went, and what they
/// had charged, stays known, and each charge among them becomes a movement, which stays for good: the books
/// still add up. What each month had of tokens and licenses is noted for [UsageReport].
public final class Retention {
    private static final System.Logger LOGGER = System.getLogger(Retention.class.getName());
    private static final int BATCH = 500;
    private static final String OLDEST =
            "SELECT " + OldRecord.COLUMNS + " FROM record WHERE account = ? AND environment = ?"
                    + " AND ordinal >= 0 ORDER BY ordinal LIMIT " + BATCH;
    private static final String WITH_OLD = "SELECT h.account, h.environment FROM account_half AS h WHERE"
            + " (SELECT r.at FROM record AS r WHERE r.account = h.account AND r.environment = h.environment"
            + " AND r.ordinal >= 0 ORDER BY r.ordinal LIMIT 1) < ? ORDER BY h.account, h.environment";
    private static final String RAISE = "INSERT INTO record_floor (account, environment, ordinal, charged)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (account, environment) DO UPDATE"
            + " SET ordinal = excluded.ordinal, charged = record_floor.charged + excluded.charged";
    private static final String DROP = "DELETE FROM record WHERE account = ? AND environment = ? AND ordinal < ?";
    /// Of one environment after the other: the oldest are the first in each.
    private static final String DROP_NOBODYS = "DELETE FROM record WHERE id IN"
            + " (SELECT id FROM record WHERE account IS NULL AND environment = ? AND at < ? LIMIT " + BATCH + ")";

    private final Store store;
    private final RowTags tags;

    /// @param tags what movements are written with
    public Retention(Store store, RowTags tags) {
        this.store = store;
        this.tags = tags;
    }

    /// Removes the records of before `limit`, of all accounts.
    /// @param goOn asked before each batch of at most 500 records, with how many are gone; what is left
    ///              when it says no goes the next time
    /// @return how many
    public long prune(Instant limit, LongPredicate goOn) {
        long pruned = 0;
        for (Environment environment : Environment.values())
            pruned = all(pruned, goOn, () -> pruneNobodys(environment, limit));
        for (AccountEnvironment whose : withOldRecords(limit)) pruned = all(pruned, goOn, () -> prune(whose, limit));
        return pruned;
    }

    private int pruneNobodys(Environment environment, Instant limit) {
        return store.write("pruning records", session -> session.change(DROP_NOBODYS, environment, limit));
    }

    private interface Batch {
        int run();
    }

    private static long all(long before, LongPredicate goOn, Batch batch) {
        long sum = before;
        int removed = 1;
        while (removed > 0 && goOn.test(sum)) {
            removed = batch.run();
            sum += removed;
        }
        return sum;
    }

    /// Those whose oldest record is old enough; the others cost one look.
    private List<AccountEnvironment> withOldRecords(Instant limit) {
        return store.read("looking for old records", session -> session.all(WITH_OLD, AccountEnvironment::read, limit));
    }

    private int prune(AccountEnvironment whose, Instant limit) {
        return store.write("pruning records", whose, session -> prune(session, whose, limit));
    }

    private int prune(Session session, AccountEnvironment whose, Instant limit) throws SQLException {
        AccountId account = whose.account();
        Environment environment = whose.environment();
        var old = session.all(OLDEST, OldRecord::read, account, environment).stream()
                .takeWhile(record -> record.at().isBefore(limit))
                .toList();
        if (old.isEmpty()) return 0;
        long floor = old.getLast().ordinal() + 1;
        if (!new BookFloor(session, tags, whose).raise(old.getFirst().ordinal(), floor)) return kept(whose);
        long charged = old.stream().mapToLong(OldRecord::charged).sum();
        session.change(RAISE, account, environment, floor, charged);
        UsageReport.keep(
                session,
                UsageReport.summed(
                        old.stream().map(record -> record.usage(whose)).toList()));
        MovementColumns.insert(session, tags, whose, movements(whose, old));
        return session.change(DROP, account, environment, floor);
    }

    private static List<Object[]> movements(AccountEnvironment whose, List<OldRecord> old) {
        return old.stream().flatMap(record -> record.movement(whose)).toList();
    }

    private static int kept(AccountEnvironment whose) {
        LOGGER.log(
                Level.ERROR,
                "old records of account {0} are not those that were sealed, so they stay: see licet verify",
                whose.account());
        return 0;
    }
}
