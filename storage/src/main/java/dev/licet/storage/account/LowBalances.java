package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Hold;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Under which mark a balance is low, which balances are, and each time that one fell under its mark.
///
/// A fall is written in the transaction of whatever made the balance fall, so there is exactly one for each, whatever
/// crashes. Setting a mark is no fall.
public final class LowBalances {
    private static final String WHERE = " WHERE account = ? AND environment = ?";
    private static final String FALL =
            "INSERT INTO balance_fall (account, environment, mark, units, at) VALUES (?, ?, ?, ?, ?)";
    private static final String FALLS =
            "SELECT mark, units, at FROM balance_fall" + WHERE + " ORDER BY id DESC LIMIT ?";
    private static final String LOW = "SELECT h.account, h.environment, h.low_mark, " + AccountColumns.LEFT + ","
            + " (SELECT f.at FROM balance_fall AS f WHERE f.account = h.account AND f.environment = h.environment"
            + " ORDER BY f.id DESC LIMIT 1) FROM account_half AS h"
            + " WHERE h.low_mark IS NOT NULL AND " + AccountColumns.LEFT
            + " < h.low_mark ORDER BY h.account, h.environment";

    private final Store store;

    public LowBalances(Store store) {
        this.store = store;
    }

    /// How far a balance is down.
    ///
    /// @param mark  under how many units it is low
    /// @param units how many are left
    public record Level(long mark, long units) {}

    /// A balance that is low.
    ///
    /// @param level how far it is down
    /// @param fell  when a balance fell there last; empty where it lies low since the mark was set
    public record Low(AccountId account, Environment environment, Level level, Optional<Instant> fell) {}

    /// A balance fell under its mark.
    ///
    /// @param level how far it was down then
    /// @param at    when
    public record Fall(Level level, Instant at) {}

    /// How a balance goes.
    ///
    /// @param mark   under how many units it is low; empty where nobody set that
    /// @param before what was left before; empty for an unlimited balance
    /// @param after  what is left then
    public record Step(OptionalLong mark, OptionalLong before, OptionalLong after) {
        private boolean falls() {
            if (mark.isEmpty() || after.isEmpty()) return false;
            return after.getAsLong() < mark.getAsLong() && (before.isEmpty() || before.getAsLong() >= mark.getAsLong());
        }
    }

    /// Writes a fall inside the unit that changes the balance, if the step is one.
    public static void watch(Session session, AccountEnvironment whose, Step step, Instant at) throws SQLException {
        if (!step.falls()) return;
        session.change(
                FALL,
                whose.account(),
                whose.environment(),
                step.mark().getAsLong(),
                step.after().getAsLong(),
                at);
    }

    /// Under how many units the balance is low; empty where nobody set that.
    public Outcome<OptionalLong> mark(AccountId account, Environment environment) {
        return store.read(
                        "reading a mark",
                        session -> session.first(
                                "SELECT low_mark FROM account_half" + WHERE, Row::maybeNumber, account, environment))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Reason.NO_SUCH_ACCOUNT));
    }

    /// Sets the mark, 1 or more, or takes it away.
    public Outcome<OptionalLong> mark(AccountId account, Environment environment, OptionalLong mark) {
        if (mark.isPresent() && mark.getAsLong() < 1) throw new IllegalArgumentException("mark: must be 1 or more");
        int changed = store.write("setting a mark", new Hold.Whole(account), session -> {
            // Portions are taken in another way where there is a mark.
            BalanceAdministration.lock(session, account, environment);
            AccountColumns.changed(session, account);
            return session.change("UPDATE account_half SET low_mark = ?" + WHERE, mark, account, environment);
        });
        return changed == 0 ? Outcome.refused(Reason.NO_SUCH_ACCOUNT) : Outcome.done(mark);
    }

    /// All balances that are low now.
    public List<Low> all() {
        return store.read("looking for low balances", session -> session.all(LOW, LowBalances::low));
    }

    private static Low low(Row row) throws SQLException {
        return new Low(new AccountId(row.number()), row.environment(), level(row), row.maybeTime());
    }

    private static Level level(Row row) throws SQLException {
        return new Level(row.number(), row.number());
    }

    /// The newest `count` falls, newest first.
    public List<Fall> falls(AccountId account, Environment environment, int count) {
        return store.read(
                "reading how a balance fell",
                session -> session.all(FALLS, row -> new Fall(level(row), row.time()), account, environment, count));
    }
}
