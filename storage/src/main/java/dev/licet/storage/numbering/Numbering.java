package dev.licet.storage.numbering;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Gives records their places where several processes write. A request writes its record without a place, so that
/// nobody waits for a row that all of them would count in. Afterwards whoever comes first moves what has been committed
/// into the log, many records to a statement, in the order of arrival; meanwhile it alone holds the row that says how
/// far the records are numbered (`record_end`). So no place is missing below that, none is given twice, ids and places
/// have the same order, and a process that dies while numbering leaves everything as it was.
final class Numbering {
    private static final String UNPLACED = NumberedLog.UNPLACED;
    /// How many records are moved at a time, which takes some hundredths of a second.
    private static final int MOST = 2000;

    private static final String OF_ONE = " WHERE account = ? AND environment = ?";
    private static final String WAITING = "SELECT 1 FROM arrival" + OF_ONE + " LIMIT 1";
    private static final String WITH_ARRIVALS = "SELECT DISTINCT account, environment FROM arrival";
    private static final String HOLD = "SELECT records FROM record_end" + OF_ONE + " FOR NO KEY UPDATE";
    private static final String HOLD_IF_FREE = HOLD + " SKIP LOCKED";
    private static final String MOVE = "WITH moved AS (DELETE FROM arrival" + OF_ONE + " AND id <= COALESCE("
            + "(SELECT a.id FROM arrival AS a WHERE a.account = ? AND a.environment = ? ORDER BY a.id OFFSET "
            + (MOST - 1)
            + " LIMIT 1), " + Long.MAX_VALUE + ") RETURNING *),"
            + " known AS (SELECT records, latest, lag FROM record_end" + OF_ONE + "),"
            + " placed AS (SELECT m.*, k.records - 1 + ROW_NUMBER() OVER w AS ordinal,"
            + " GREATEST(k.latest, MAX(m.at) OVER w) - m.at AS behind"
            + " FROM moved AS m CROSS JOIN known AS k WINDOW w AS (ORDER BY m.id)),"
            + " moved_on AS (UPDATE record_end AS e SET records = e.records + s.records,"
            + " latest = GREATEST(e.latest, s.latest), lag = GREATEST(e.lag, s.lag)"
            + " FROM (SELECT COUNT(*) AS records, MAX(at) AS latest, MAX(behind) AS lag FROM placed) AS s"
            + " WHERE e.account = ? AND e.environment = ? AND s.records > 0)"
            + " INSERT INTO record (" + UNPLACED + ", ordinal)"
            + " SELECT " + UNPLACED + ", ordinal FROM placed ORDER BY ordinal";

    private final Store store;

    Numbering(Store store) {
        this.store = store;
    }

    /// Whether a record of that account in that environment is committed and has no place yet.
    static boolean isWaiting(Session session, AccountId account, Environment environment) throws SQLException {
        return session.first(WAITING, Row::small, account, environment).isPresent();
    }

    /// Whose records wait for their places.
    static List<Optional<AccountEnvironment>> waiting(Session session) throws SQLException {
        return session.all(WITH_ARRIVALS, AccountEnvironment::ofAnyRow);
    }

    /// Afterwards every record of that account and environment has its place that was committed before the call.
    void number(AccountEnvironment whose) {
        int moved = MOST;
        while (moved == MOST) moved = store.number("numbering records", session -> move(session, whose, HOLD));
    }

    /// The same, unless somebody else is at it.
    void numberIfFree(AccountEnvironment whose) {
        int moved = MOST;
        while (moved == MOST) moved = store.number("numbering records", session -> move(session, whose, HOLD_IF_FREE));
    }

    private static int move(Session session, AccountEnvironment whose, String hold) throws SQLException {
        AccountId account = whose.account();
        Environment environment = whose.environment();
        if (session.first(hold, Row::number, account, environment).isEmpty()) return 0;
        return session.change(
                MOVE, account, environment, account, environment, account, environment, account, environment);
    }
}
