package dev.licet.storage.ledger;

import dev.licet.storage.account.LowBalances;
import dev.licet.storage.sql.Claim;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The books of one account in one environment while a batch is run: read once, changed here by all units of
/// the batch, and written once.
///
/// That is exact because nobody else can change the row meanwhile: the embedded database has one writer, and
/// on a server the batch holds the row's lock ([Claim]). The statement that writes it finds out all the same.
final class AccountEnvironment {
    private static final String READ =
            "SELECT h.records, h.latest, h.lag, h.units, a.enabled, a.version, h.low_mark FROM account_half AS h"
                    + " JOIN account AS a ON a.id = h.account WHERE h.account = ? AND h.environment = ?";

    /// It cannot take what is not there (reference: security.md T32). NULL stays NULL, so an unlimited
    /// balance passes through it unchanged.
    private static final String WRITE = "UPDATE account_half SET records = records + ?, units = units - ?,"
            + " latest = ?, lag = ? WHERE account = ? AND environment = ? AND records = ? AND (units IS NULL OR units >= ?)";

    private final Claim claim;
    private final long places;
    private final TimeBounds bounds;
    private final OptionalLong units;
    private final boolean enabled;
    private final long version;
    private final OptionalLong mark;
    private int records;
    private int charges;

    private AccountEnvironment(Claim claim, Row row) throws SQLException {
        this.claim = claim;
        this.places = row.number();
        this.bounds = new TimeBounds(row.time(), row.number());
        this.units = row.maybeNumber();
        this.enabled = row.flag();
        this.version = row.number();
        this.mark = row.maybeNumber();
    }

    /// Empty when there is no such account.
    static Optional<AccountEnvironment> read(Session session, Claim claim) throws SQLException {
        return session.first(READ, row -> new AccountEnvironment(claim, row), claim.account(), claim.environment());
    }

    /// Whether the account is switched on.
    boolean isEnabled() {
        return enabled;
    }

    /// As in [dev.licet.domain.account.Account#version].
    long version() {
        return version;
    }

    /// Whether nothing is left to spend.
    boolean isEmpty() {
        return units.isPresent() && units.getAsLong() <= charges;
    }

    /// Takes a unit, which must be there.
    /// @return how the balance changes: an unlimited one does not
    long charge() {
        if (isEmpty()) throw new IllegalStateException("a charge of what is not there");
        charges++;
        return units.isPresent() ? -1 : 0;
    }

    /// Gives a unit back that was taken before.
    /// @return how the balance changes: an unlimited one does not
    long giveBack() {
        charges--;
        return units.isPresent() ? 1 : 0;
    }

    /// The next place among the records, which a record of that time then takes.
    long place(Instant at) {
        bounds.add(at);
        return places + records++;
    }

    void write(Session session) throws SQLException {
        if (records == 0) return;
        int changed = session.change(
                WRITE,
                records,
                charges,
                bounds.latest(),
                bounds.lag(),
                claim.account(),
                claim.environment(),
                places,
                charges);
        if (changed != 1) throw new SQLException("an account was changed by somebody else meanwhile");
        LowBalances.watch(session, claim, new LowBalances.Step(mark, units, left()), bounds.latest());
    }

    private OptionalLong left() {
        return units.isPresent() ? OptionalLong.of(units.getAsLong() - charges) : units;
    }
}
