package dev.licet.storage.audit;

import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Audit;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.audit.AuditColumns.Question;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The log of what operators and callers did and how it ended. All nodes write one chain of lines; the hash of
/// each line depends on the hash of the line before it ([AuditChain]).
///
/// The last number and hash stand in one row, the head. A node that adds a line changes the head first, so
/// nodes that write at the same time wait for each other there. Lines are written in transactions that touch
/// nothing else, so a transaction that waits for the head holds no lock that another one waits for.
public final class AuditTrail implements Audit {
    private static final String TAKE = "UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash";
    private static final String BEGIN =
            "INSERT INTO audit_head (id, number, hash) VALUES (1, 0, ?) ON CONFLICT (id) DO NOTHING";
    private static final int ADOPTED_AT_ONCE = 200;

    private final Store store;
    private final AuditChain chain;
    private final InstantSource clock;

    /// @param chain what makes each line depend on those before it
    public AuditTrail(Store store, AuditChain chain, InstantSource clock) {
        this.store = store;
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public void note(Deed deed) {
        store.writeApart("writing the audit trail", session -> append(session, clock.instant(), deed));
    }

    private record Head(long number, byte[] hash) {}

    private long append(Session session, Instant now, Deed deed) throws SQLException {
        Head head = take(session);
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        byte[] hash = chain.hash(head.hash(), head.number(), at, deed);
        AuditColumns.insert(session, new AuditLine(head.number(), at, deed, ""), hash);
        session.change("UPDATE audit_head SET hash = ? WHERE id = 1", hash);
        return head.number();
    }

    /// The number of the next line and the hash of the last one; from now on the head is ours.
    private static Head take(Session session) throws SQLException {
        Optional<Head> head = taken(session);
        if (head.isPresent()) return head.get();
        session.change(BEGIN, AuditChain.BEGINNING);
        return taken(session).orElseThrow(() -> new SQLException("the audit trail has no head"));
    }

    private static Optional<Head> taken(Session session) throws SQLException {
        return session.first(TAKE, row -> new Head(row.number(), row.bytes()));
    }

    /// The newest `count` lines with numbers below `before`, newest first.
    public List<AuditLine> latest(AuditFilter filter, long before, int count) {
        return find(Question.before(before, count), filter);
    }

    /// The first `count` lines with numbers above `after`, oldest first.
    public List<AuditLine> after(AuditFilter filter, long after, int count) {
        return find(Question.after(after, count), filter);
    }

    private List<AuditLine> find(Question question, AuditFilter filter) {
        return store.read("reading the audit trail", session -> AuditColumns.find(session, question, filter));
    }

    /// Whether a line that was noted once is not there, or is another one now, in words; empty when it is as it
    /// was.
    public Optional<String> missing(AuditHead noted) {
        if (noted.number() == 0) return Optional.empty();
        boolean same = find(Question.after(noted.number() - 1, 1), AuditFilter.ALL).stream()
                .anyMatch(line -> line.number() == noted.number() && line.hash().equals(noted.hash()));
        return same ? Optional.empty() : Optional.of("the line " + noted + " is not in the audit trail");
    }

    /// Puts the lines that an earlier version wrote, or still writes on another node, at the end of the chain.
    public void adopt() {
        if (store.read("looking for old audit lines", AuditTrail::unchained) == 0) return;
        int adopted;
        do adopted = store.writeApart("chaining old audit lines", this::adopt);
        while (adopted == ADOPTED_AT_ONCE);
    }

    private static long unchained(Session session) throws SQLException {
        return session.number("SELECT COUNT(*) FROM audit");
    }

    private record Old(long id, Instant at, Deed deed) {}

    /// The head is taken first, so that no other node takes the same lines.
    private int adopt(Session session) throws SQLException {
        session.change(BEGIN, AuditChain.BEGINNING);
        session.change("UPDATE audit_head SET number = number WHERE id = 1");
        List<Old> found = session.all(
                "SELECT id, at, actor, account, action, detail FROM audit ORDER BY id LIMIT ?",
                AuditTrail::old,
                ADOPTED_AT_ONCE);
        for (Old line : found) append(session, line.at(), line.deed());
        if (!found.isEmpty())
            session.change("DELETE FROM audit WHERE id <= ?", found.getLast().id());
        return found.size();
    }

    private static Old old(Row row) throws SQLException {
        long id = row.number();
        Instant at = row.time();
        String actor = row.text();
        var kind = actor.equals("command") ? Actor.Kind.COMMAND : Actor.Kind.USER;
        var account = row.maybeAccount();
        String action = row.text();
        String detail = row.text();
        var target = new Target(account, Optional.empty(), detail.isEmpty() ? action : action + ": " + detail);
        return new Old(id, at, new Deed(new Actor(kind, actor, "", ""), Verb.EARLIER, target, new Ending.Unknown()));
    }
}
