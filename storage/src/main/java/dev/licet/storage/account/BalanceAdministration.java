package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Hold;
import dev.licet.storage.sql.OneByOne;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What accounts have left, and how it came about. The units of an account's movements always add up to its
/// balance, which counts as 0 while it is unlimited.
public final class BalanceAdministration {
    private static final String WHERE = " WHERE account = ? AND environment = ?";

    private static final String TOPPED_UP = "SELECT units FROM top_up" + WHERE + " AND name = ?";
    private static final String LEFT =
            "SELECT " + AccountColumns.LEFT + " FROM account_half AS h WHERE h.account = ? AND h.environment = ?";
    private static final String GATHER = "UPDATE account_half SET units = units + COALESCE((SELECT SUM(p.units)"
            + " FROM portion AS p WHERE p.account = account_half.account AND p.environment = account_half.environment), 0)"
            + WHERE + " RETURNING units, low_mark";
    private static final String LOOKING = "looking for idle units";
    private static final String IDLE = "SELECT DISTINCT account, environment FROM portion WHERE at < ?";

    private final Store store;
    private final NumberedLog log;
    private final RowTags tags;
    private final InstantSource clock;

    /// @param log  where charges are read
    /// @param tags what movements are written with
    public BalanceAdministration(Store store, NumberedLog log, RowTags tags, InstantSource clock) {
        this.store = store;
        this.log = log;
        this.tags = tags;
        this.clock = clock;
    }

    /// What is left.
    public Outcome<Balance> show(AccountId account, Environment environment) {
        return store.read("reading a balance", session -> units(session, account, environment))
                .map(units -> Outcome.done(AccountColumns.balance(units)))
                .orElseGet(() -> Outcome.refused(Reason.NO_SUCH_ACCOUNT));
    }

    private static Optional<OptionalLong> units(Session session, AccountId account, Environment environment)
            throws SQLException {
        return session.first(LEFT, Row::maybeNumber, account, environment);
    }

    /// Sets the balance to a number or to unlimited.
    public Outcome<Balance> set(AccountId account, Environment environment, Balance balance, String reason) {
        return store.write("setting a balance", new Hold.Whole(account), session -> {
            var before = lock(session, account, environment);
            if (before.isEmpty()) return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
            long change = prepaid(balance) - before.get().units().orElse(0);
            session.change(
                    "UPDATE account_half SET units = ?" + WHERE, AccountColumns.units(balance), account, environment);
            note(session, account, environment, Movement.Kind.SET, change, reason);
            LowBalances.watch(
                    session,
                    new AccountEnvironment(account, environment),
                    before.get().to(balance),
                    clock.instant());
            return Outcome.done(balance);
        });
    }

    record Before(OptionalLong units, OptionalLong mark) {
        LowBalances.Step to(Balance balance) {
            var after = AccountColumns.units(balance);
            return new LowBalances.Step(
                    mark, units, after.isPresent() ? OptionalLong.of(after.get()) : OptionalLong.empty());
        }
    }

    /// The balance before a change. All of it is in one row afterwards; nobody has a portion, because who
    /// spends waits for whoever holds the whole account.
    static Optional<Before> lock(Session session, AccountId account, Environment environment) throws SQLException {
        var before =
                session.first(GATHER, row -> new Before(row.maybeNumber(), row.maybeNumber()), account, environment);
        session.change("DELETE FROM portion" + WHERE, account, environment);
        return before;
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
        return store.write(
                "topping up a balance",
                new Hold.Whole(account),
                session -> topUp(session, account, environment, new TopUp(units, reason)));
    }

    private record TopUp(long units, String reason) {}

    private Outcome<Balance> topUp(Session session, AccountId account, Environment environment, TopUp wish)
            throws SQLException {
        var before = lock(session, account, environment);
        if (before.isEmpty()) return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
        OptionalLong units = before.get().units();
        if (units.isEmpty()) return Outcome.refused(Reason.BALANCE_UNLIMITED);
        long left = units.getAsLong();
        if (left > Long.MAX_VALUE - wish.units()) return Outcome.refused(Reason.BALANCE_TOO_LARGE);
        session.change("UPDATE account_half SET units = units + ?" + WHERE, wish.units(), account, environment);
        note(session, account, environment, Movement.Kind.TOP_UP, wish.units(), wish.reason());
        return Outcome.done(new Balance.Units(left + wish.units()));
    }

    /// Units to add once, however often it is asked for.
    ///
    /// @param name  the caller's, unique within account and environment
    /// @param units 1 or more
    public record NamedTopUp(String name, long units, String reason) {
        public NamedTopUp {
            if (units < 1) throw new IllegalArgumentException("units: must be 1 or more");
        }
    }

    /// What a named top-up came to.
    ///
    /// @param balance what is left now
    /// @param isNew   false when it was made before
    public record ToppedUp(Balance balance, boolean isNew) {}

    /// Adds units to a prepaid balance, unless a top-up of that name was made before: the same again changes
    /// nothing, and another number of units is refused.
    public Outcome<ToppedUp> topUp(AccountId account, Environment environment, NamedTopUp wish) {
        return store.write("topping up a balance", new Hold.Whole(account), session -> {
            Optional<Long> earlier = session.first(TOPPED_UP, Row::number, account, environment, wish.name());
            if (earlier.isPresent()) return again(session, account, environment, earlier.get() == wish.units());
            var made = topUp(session, account, environment, new TopUp(wish.units(), wish.reason()));
            if (made instanceof Outcome.Refused<Balance>(Reason why)) return Outcome.refused(why);
            session.change(
                    "INSERT INTO top_up (account, environment, name, units, at) VALUES (?, ?, ?, ?, ?)",
                    account,
                    environment,
                    wish.name(),
                    wish.units(),
                    clock.instant());
            return Outcome.done(new ToppedUp(made.orThrow(), true));
        });
    }

    private static Outcome<ToppedUp> again(
            Session session, AccountId account, Environment environment, boolean sameUnits) throws SQLException {
        if (!sameUnits) return Outcome.refused(Reason.TOP_UP_EXISTS);
        OptionalLong units = units(session, account, environment).orElseThrow();
        return Outcome.done(new ToppedUp(AccountColumns.balance(units), false));
    }

    private void note(
            Session session, AccountId account, Environment environment, Movement.Kind kind, long units, String reason)
            throws SQLException {
        AccountColumns.changed(session, account);
        var whose = new AccountEnvironment(account, environment);
        MovementColumns.write(session, tags, whose, new Movement(kind, units, reason, clock.instant()));
    }

    /// Brings units back that nobody has spent from since `limit`: whoever had them may be gone.
    /// @return how many balances had such units
    public int gather(Instant limit) {
        var idle = store.read(LOOKING, session -> session.all(IDLE, AccountEnvironment::ofAnyRow, limit));
        OneByOne.each(
                idle,
                LOOKING,
                whose -> store.write(
                        "gathering a balance",
                        new Hold.Whole(whose.account()),
                        session -> lock(session, whose.account(), whose.environment())));
        return idle.size();
    }

    /// The newest `count` movements, newest first.
    public List<Movement> movements(AccountId account, Environment environment, int count) {
        var whose = new AccountEnvironment(account, environment);
        return log.read(
                "reading movements", whose, session -> MovementColumns.latest(session, account, environment, count));
    }

    /// Everything but charges since that time, oldest first.
    public List<Movement> changes(AccountId account, Environment environment, Instant since) {
        return store.read(
                "reading movements", session -> MovementColumns.changes(session, account, environment, since));
    }
}
