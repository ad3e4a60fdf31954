package dev.licet.storage.dashboard;

import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Who changed what. An entry is written before the change that it tells of: a crash may leave an entry without its
/// change, never a change without its entry.
public final class AuditTrail {
    private static final String SELECT = "SELECT id, at, actor, account, action, detail FROM audit WHERE id < ?";
    private static final String LATEST = " ORDER BY id DESC LIMIT ?";

    private final Store store;
    private final InstantSource clock;

    public AuditTrail(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Adds an entry.
    public void write(String actor, Optional<AccountId> account, String action, String detail) {
        store.write(
                "writing the audit trail",
                session -> session.change(
                        "INSERT INTO audit (at, actor, account, action, detail) VALUES (?, ?, ?, ?, ?)",
                        clock.instant(),
                        actor,
                        account,
                        action,
                        detail));
    }

    /// The newest `count` entries with numbers below `before`, newest first.
    public List<AuditedChange> latest(long before, int count) {
        return store.read(
                "reading the audit trail", session -> session.all(SELECT + LATEST, AuditTrail::read, before, count));
    }

    /// The same, of one account alone.
    public List<AuditedChange> latest(AccountId account, long before, int count) {
        return store.read(
                "reading the audit trail",
                session -> session.all(SELECT + " AND account = ?" + LATEST, AuditTrail::read, before, account, count));
    }

    private static AuditedChange read(Row row) throws SQLException {
        return new AuditedChange(row.number(), row.time(), row.text(), row.maybeAccount(), row.text(), row.text());
    }
}
