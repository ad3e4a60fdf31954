package dev.licet.storage;

import dev.licet.domain.record.Event.Kind;
import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import dev.licet.storage.audit.AuditChain;
import dev.licet.storage.audit.AuditProof;
import dev.licet.storage.book.BooksProof;
import dev.licet.storage.book.Checkpoint;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.record.RecordColumns;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Purpose;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// Looks at everything, within one snapshot.
final class Auditor {
    /// At most this many findings of one rule are listed, which is enough to see what is wrong.
    private static final int NAMED = 20;

    private static final String READ = "account, environment, token, kind, charged, units, redemption_window, facts";
    private static final String NAME = "CAST(h.account AS TEXT) || '/' || h.environment";
    private static final String OF_SAME = " WHERE x.account = h.account AND x.environment = h.environment";
    private static final String FLOOR = "COALESCE((SELECT x.%s FROM record_floor AS x" + OF_SAME + "), 0)";
    /// Those with a place, and those that will have one.
    private static final String RECORDS =
            "(SELECT " + READ + " FROM record UNION ALL SELECT " + READ + " FROM arrival)";

    private static final String COUNT = "(SELECT COUNT(*) FROM record AS x" + OF_SAME + ")";

    private static final String BALANCES = "SELECT " + NAME + " FROM account_half AS h WHERE COALESCE(h.units, 0)"
            + " + (SELECT COALESCE(SUM(x.units), 0) FROM portion AS x" + OF_SAME + ") <>"
            + " (SELECT COALESCE(SUM(x.units), 0) FROM movement AS x" + OF_SAME + ")"
            + " + (SELECT COALESCE(SUM(x.units), 0) FROM " + RECORDS + " AS x" + OF_SAME + ")";
    /// Of the charges that have a movement of their own, and of those that are one.
    private static final String CHARGES = "SELECT " + NAME + " FROM account_half AS h WHERE"
            + " (SELECT COALESCE(SUM(x.charges), 0) FROM movement AS x" + OF_SAME + " AND x.kind = 'charge') <> "
            + "(SELECT COALESCE(SUM(x.charged), 0) FROM " + RECORDS + " AS x" + OF_SAME + " AND x.units IS NULL) + "
            + FLOOR.formatted("charged") + " OR EXISTS (SELECT 1 FROM " + RECORDS + " AS x" + OF_SAME
            + " AND x.units IS NOT NULL AND (x.charged = 0 OR x.units NOT IN (0, -x.charged)))";
    private static final String WINDOWS = "SELECT r.token FROM redemption AS r LEFT JOIN"
            + " (SELECT e.token, SUM(e.charges) AS charges FROM"
            + " (SELECT token, charges FROM movement WHERE kind = 'charge' UNION ALL"
            + " SELECT token, charged FROM " + RECORDS + " AS x WHERE units IS NOT NULL) AS e GROUP BY e.token) AS c"
            + " ON c.token = r.token WHERE r.windows <> COALESCE(c.charges, 0)";
    private static final String TWICE = "SELECT token FROM " + RECORDS + " AS x"
            + " WHERE charged <> 0 GROUP BY token, redemption_window HAVING SUM(charged) > 1";
    /// More was given back than was taken.
    private static final String BACK = "SELECT e.token FROM (SELECT token, charges FROM movement WHERE kind = 'charge'"
            + " UNION ALL SELECT token, charged FROM " + RECORDS + " AS x WHERE units IS NOT NULL) AS e"
            + " GROUP BY e.token HAVING SUM(e.charges) < 0";
    /// One pass and one sort: joining the two counts would take SQLite the square of their number.
    private static final String GIVEN_AND_RECORDED = "SELECT token, SUM(given) AS given, SUM(recorded) AS recorded FROM"
            + " (SELECT token, 1 AS given, 0 AS recorded FROM challenge UNION ALL"
            + " SELECT token, 1, 0 FROM redemption WHERE digest IS NOT NULL UNION ALL"
            + " SELECT token, 0, 1 FROM " + RECORDS + " AS x WHERE token IS NOT NULL AND "
            + RecordColumns.isKind(Kind.REDEEMED)
            + " AND NOT " + RecordColumns.holds("repeated", "true") + " UNION ALL"
            + " SELECT token, 0, -1 FROM " + RECORDS + " AS x WHERE token IS NOT NULL AND "
            + RecordColumns.isKind(Kind.DENIED)
            + " AND " + RecordColumns.holds("withdrawn", "true") + ") AS e GROUP BY token";

    /// Not of tokens some of whose records were pruned: the first of those was a charge, which is a movement now.
    private static final String LICENSES = "SELECT d.token FROM (" + GIVEN_AND_RECORDED + ") AS d"
            + " WHERE d.given > 0 AND d.given <> d.recorded AND d.token NOT IN (SELECT m.token FROM record_floor AS f"
            + " JOIN movement AS m ON m.account = f.account AND m.environment = f.environment"
            + " WHERE m.token IS NOT NULL)";
    private static final String GAPS = "SELECT " + NAME + " FROM record_end AS h WHERE " + COUNT + " <> h.records - "
            + FLOOR.formatted("ordinal") + " OR EXISTS (SELECT 1 FROM record AS x" + OF_SAME
            + " AND (x.ordinal >= h.records OR x.ordinal < "
            + FLOOR.replace("x.", "y.").replace("AS x", "AS y").formatted("ordinal") + "))";
    private static final String ORDER = "SELECT CAST(w.id AS TEXT) FROM (SELECT id, LAG(id) OVER"
            + " (PARTITION BY account, environment ORDER BY ordinal) AS before FROM record"
            + " WHERE ordinal IS NOT NULL) AS w WHERE w.before > w.id";

    private static final String TIMES = "SELECT CAST(w.id AS TEXT) FROM (SELECT id, account, environment, at,"
            + " MAX(at) OVER (PARTITION BY account, environment ORDER BY ordinal) AS newest FROM record"
            + " WHERE ordinal IS NOT NULL) AS w JOIN record_end AS h"
            + " ON h.account = w.account AND h.environment = w.environment"
            + " WHERE w.at > h.latest OR w.newest - w.at > h.lag";

    private final Session session;
    private final Vault vault;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Rule, Integer> named = new EnumMap<>(Rule.class);
    private final IntConsumer done;
    private long columns;
    private int checks;

    /// @param done told after each check how many are done
    Auditor(Session session, Vault vault, IntConsumer done) {
        this.session = session;
        this.vault = vault;
        this.done = done;
    }

    /// @param noted how far the books were once
    Verification look(List<Checkpoint.End> noted) throws SQLException {
        for (String word : session.complaints()) findings.add(new Finding(Rule.FILE_IS_SOUND, word));
        checked();
        none(Rule.MOVEMENTS_ADD_UP_TO_BALANCES, BALANCES);
        none(Rule.CHARGES_ARE_RECORDED, CHARGES);
        none(Rule.WINDOWS_ARE_CHARGED_ONCE, WINDOWS, Auditor::token);
        none(Rule.WINDOWS_ARE_CHARGED_ONCE, TWICE, Auditor::token);
        none(Rule.WINDOWS_ARE_CHARGED_ONCE, BACK, Auditor::token);
        none(Rule.LICENSES_ARE_RECORDED_ONCE, LICENSES, Auditor::token);
        none(Rule.RECORDS_HAVE_NO_GAPS, GAPS);
        none(Rule.RECORDS_ARE_IN_ORDER, ORDER);
        none(Rule.RECORDS_ARE_FOUND_BY_TIME, TIMES);
        seals();
        new BooksProof(session, new RowTags(vault.key(Purpose.BOOKS)), noted)
                .follow(where -> note(Rule.ROWS_ARE_AS_WRITTEN, where), where -> note(Rule.BOOKS_ARE_SEALED, where));
        checked();
        var audit = new AuditProof(session, new AuditChain(vault.key(Purpose.AUDIT)));
        audit.firstBreak().ifPresent(where -> findings.add(new Finding(Rule.AUDIT_IS_A_CHAIN, where)));
        checked();
        return new Verification(
                findings,
                session.number("SELECT COUNT(*) FROM account_half"),
                session.number("SELECT COUNT(*) FROM record"),
                columns,
                audit.head());
    }

    /// The question finds the rows that break the rule.
    private void none(Rule rule, String question) throws SQLException {
        none(rule, question, Row::text);
    }

    private static String token(Row row) throws SQLException {
        return row.maybeHex().orElse("no token");
    }

    private void none(Rule rule, String question, Row.Reader<String> words) throws SQLException {
        for (String where : session.all(question + " LIMIT " + NAMED, words)) findings.add(new Finding(rule, where));
        checked();
    }

    private void checked() {
        done.accept(++checks);
    }

    private void note(Rule rule, String where) {
        if (named.merge(rule, 1, Integer::sum) <= NAMED) findings.add(new Finding(rule, where));
    }

    private void seals() throws SQLException {
        for (SealedColumns columns : SealedColumns.ALL) {
            List<SealedColumns.Place> page = columns.after(session, SealedColumns.FIRST);
            while (!page.isEmpty()) {
                page.forEach(this::open);
                page = columns.after(session, page.getLast().key());
            }
        }
    }

    private void open(SealedColumns.Place place) {
        columns++;
        try {
            vault.open(place.name(), place.sealed());
        } catch (BrokenSeal broken) {
            findings.add(new Finding(Rule.SEALS_OPEN, place.key().words(place.name())));
        }
    }
}
