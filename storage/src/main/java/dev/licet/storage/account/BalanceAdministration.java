package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.Claim;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What accounts have left, and how it came about. The units of an account's movements always add up to its
/// balance, which counts as 0 while it is unlimited.
public final class BalanceAdministration {
    private static final String WHERE = " WHERE account = ? AND environment = ?";

    private final Store store;
    private final InstantSource clock;

    public BalanceAdministration(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What is left.
    public Outcome<Balance> show(AccountId account, Environment environment) {
        return store.read("reading a balance", session -> units(session, account, environment, "SELECT units"))
                .map(units -> Outcome.done(AccountColumns.balance(units)))
                .orElseGet(() -> Outcome.refused(Reason.NO_SUCH_ACCOUNT));
    }

    private static Optional<OptionalLong> units(
            Session session, AccountId account, Environment environment, String select) throws SQLException {
        return session.first(select + " FROM account_half" + WHERE, Row::maybeNumber, account, environment);
    }

    /// Sets the balance to a number or to unlimited.
    public Outcome<Balance> set(AccountId account, Environment environment, Balance balance, String reason) {
        return store.write("setting a balance", new Claim(account, environment), session -> {
            var before = lock(session, account, environment);
            if (before.isEmpty()) return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
            long change = prepaid(balance) - before.get().orElse(0);
            session.change(
                    "UPDATE account_half SET units = ?" + WHERE, AccountColumns.units(balance), account, environment);
            note(session, account, environment, Movement.Kind.SET, change, reason);
            return Outcome.done(balance);
        });
    }

    /// The balance before a change; writing the row first keeps other nodes from changing it meanwhile.
    private static Optional<OptionalLong> lock(Session session, AccountId account, Environment environment)
            throws SQLException {
        return session.first(
                "UPDATE account_half SET units = units" + WHERE + " RETURNING units",
                Row::maybeNumber,
                account,
                environment);
    }

    private static long prepaid(Balance balance) {
        return switch (balance) {
            case Balance.Unlimited() -> 0;
            case Balance.Units(long left) -> left;
        };
    }

    /// Adds `units`, 1 or more, to a prepaid balance.
    public Outcome<Balance> topUp(AccountId account, Environment environment, long units, String reason) {
        if (units < 1) throw new IllegalArgumentException("units: must be 1 or more");
        return store.write("topping up a balance", new Claim(account, environment), session -> {
            var before = lock(session, account, environment);
            if (before.isEmpty()) return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
            if (before.get().isEmpty()) return Outcome.refused(Reason.BALANCE_UNLIMITED);
            long left = before.get().getAsLong();
            if (left > Long.MAX_VALUE - units) return Outcome.refused(Reason.BALANCE_TOO_LARGE);
            session.change("UPDATE account_half SET units = units + ?" + WHERE, units, account, environment);
            note(session, account, environment, Movement.Kind.TOP_UP, units, reason);
            return Outcome.done(new Balance.Units(left + units));
        });
    }

    private void note(
            Session session, AccountId account, Environment environment, Movement.Kind kind, long units, String reason)
            throws SQLException {
        AccountColumns.changed(session, account);
        MovementColumns.write(session, account, environment, new Movement(kind, units, reason, clock.instant()));
    }

    /// The newest `count` movements, newest first.
    public List<Movement> movements(AccountId account, Environment environment, int count) {
        return store.read("reading movements", session -> MovementColumns.latest(session, account, environment, count));
    }
}
