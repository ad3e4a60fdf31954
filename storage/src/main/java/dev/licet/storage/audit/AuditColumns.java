package dev.licet.storage.audit;

import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The rows of the audit trail.
final class AuditColumns {
    static final String COLUMNS =
            "number, at, kind, actor, address, request, account, environment, verb, what, ending, reason, hash";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM audit_line WHERE ";
    private static final String INSERT =
            "INSERT INTO audit_line (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private AuditColumns() {}

    static void insert(Session session, AuditLine line, byte[] hash) throws SQLException {
        Deed deed = line.deed();
        session.change(
                INSERT,
                line.number(),
                line.at(),
                deed.actor().kind().word(),
                deed.actor().name(),
                deed.actor().address(),
                deed.actor().request(),
                deed.target().account(),
                deed.target().environment(),
                deed.verb().word(),
                deed.target().what(),
                deed.ending().kind().word(),
                deed.ending().reason(),
                hash);
    }

    /// The first `count` of those that fit, in that order.
    ///
    /// @param bound where to begin: a condition on `number` with one parameter
    /// @param order how they are ordered
    static List<AuditLine> find(Session session, Question question, AuditFilter filter) throws SQLException {
        var sql = new StringBuilder(SELECT).append(question.bound());
        var parameters = new ArrayList<Object>(List.of(question.number()));
        narrow(sql, parameters, " AND account = ?", filter.account());
        narrow(sql, parameters, " AND actor = ?", filter.actor());
        narrow(sql, parameters, " AND verb = ?", filter.verb().map(Verb::word));
        narrow(sql, parameters, " AND ending = ?", filter.ending().map(Ending.Kind::word));
        narrow(sql, parameters, " AND at >= ?", Optional.of(filter.from()).filter(from -> !from.equals(Instant.MIN)));
        narrow(sql, parameters, " AND at < ?", Optional.of(filter.to()).filter(to -> !to.equals(Instant.MAX)));
        sql.append(question.order()).append(" LIMIT ?");
        parameters.add(question.count());
        return session.all(sql.toString(), AuditColumns::read, parameters.toArray());
    }

    private static void narrow(StringBuilder sql, List<Object> parameters, String condition, Optional<?> value) {
        if (value.isEmpty()) return;
        sql.append(condition);
        parameters.add(value.get());
    }

    /// Where to begin, in which direction, and how far.
    record Question(String bound, String order, long number, int count) {
        static Question before(long number, int count) {
            return new Question("number < ?", " ORDER BY number DESC", number, count);
        }

        static Question after(long number, int count) {
            return new Question("number > ?", " ORDER BY number", number, count);
        }
    }

    /// Throws [IllegalArgumentException] for a row that no version of this program has written.
    static AuditLine read(Row row) throws SQLException {
        long number = row.number();
        Instant at = row.time();
        var actor = new Actor(
                Actor.Kind.of(row.text()).orElseThrow(AuditColumns::unknown), row.text(), row.text(), row.text());
        var account = row.maybeAccount();
        var environment = row.maybeEnvironment();
        String verb = row.text();
        var target = new Target(account, environment, row.text());
        var ending =
                Ending.Kind.of(row.text()).orElseThrow(AuditColumns::unknown).because(row.text());
        var deed = new Deed(actor, Verb.of(verb).orElseThrow(AuditColumns::unknown), target, ending);
        return new AuditLine(number, at, deed, HexFormat.of().formatHex(row.bytes()));
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("it has a word that no version writes");
    }
}
