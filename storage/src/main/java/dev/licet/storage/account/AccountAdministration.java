package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Purpose;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.Hold;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Making accounts, listing them, switching them off and on, and their options.
public final class AccountAdministration {
    /// The first number that is given out when none is chosen.
    public static final long FIRST = 201_722;

    private static final String NEXT_FREE = "SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM account WHERE id = ?) THEN ?"
            + " ELSE (SELECT MIN(a.id) + 1 FROM account AS a"
            + " WHERE a.id >= ? AND NOT EXISTS (SELECT 1 FROM account AS b WHERE b.id = a.id + 1)) END";
    /// In the order of the key of `account_half`: by the number in `account`, each page would sort all accounts.
    private static final String OVERVIEWS = "SELECT a.created, a.closed, " + AccountColumns.COLUMNS
            + " FROM account AS a JOIN account_half AS h ON h.account = a.id"
            + " WHERE h.account > ? ORDER BY h.account, h.environment LIMIT ?";

    private static final String LEFT = "SELECT COALESCE(" + AccountColumns.LEFT
            + ", 0) FROM account_half AS h WHERE h.account = ? AND h.environment = ?";
    private static final String BEGIN =
            "INSERT INTO record_end (account, environment, records, latest, lag) VALUES (?, ?, 0, 0, 0), (?, ?, 0, 0, 0)";

    private record EnvironmentRow(Instant created, Optional<Instant> closed, Account account) {}

    /// What an account has in one environment when it is made.
    private record Beginning(AccountId id, Environment environment, Options options, Balance balance) {
        AccountEnvironment whose() {
            return new AccountEnvironment(id, environment);
        }
    }

    private final Store store;
    private final Vault vault;
    private final RowTags tags;
    private final InstantSource clock;
    private final SecureRandom random;

    public AccountAdministration(Store store, Vault vault, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.vault = vault;
        this.tags = new RowTags(vault.key(Purpose.BOOKS));
        this.clock = clock;
        this.random = random;
    }

    /// Whether there is no account yet.
    public boolean isEmpty() {
        return store.read("counting accounts", session -> session.number("SELECT COUNT(*) FROM account")) == 0;
    }

    /// Makes an account with the default options but for the profile, and one authenticator in each environment.
    public Outcome<CreatedAccount> create(NewAccount wish) {
        return store.write("making an account", session -> create(session, wish));
    }

    /// Makes an account with one authenticator in the test environment and none in production.
    public Outcome<TestAccount> createForTest(NewAccount wish) {
        return store.write("making an account", session -> createForTest(session, wish));
    }

    private Outcome<CreatedAccount> create(Session session, NewAccount wish) throws SQLException {
        Instant now = clock.instant();
        return switch (insert(session, wish, now)) {
            case Outcome.Refused<AccountId>(Reason why) -> Outcome.refused(why);
            case Outcome.Done<AccountId>(AccountId id) ->
                Outcome.done(new CreatedAccount(
                        id,
                        authenticator(session, id, Environment.TEST, now),
                        authenticator(session, id, Environment.PRODUCTION, now)));
        };
    }

    private Outcome<TestAccount> createForTest(Session session, NewAccount wish) throws SQLException {
        Instant now = clock.instant();
        return switch (insert(session, wish, now)) {
            case Outcome.Refused<AccountId>(Reason why) -> Outcome.refused(why);
            case Outcome.Done<AccountId>(AccountId id) ->
                Outcome.done(new TestAccount(id, authenticator(session, id, Environment.TEST, now)));
        };
    }

    /// The counter is raised for its lock: accounts are made one after the other, on all nodes.
    private Outcome<AccountId> insert(Session session, NewAccount wish, Instant now) throws SQLException {
        Counters.next(session, "account");
        var id = wish.id().isPresent() ? wish.id().get() : nextFree(session);
        if (exists(session, id)) return Outcome.refused(Reason.ACCOUNT_EXISTS);
        session.change("INSERT INTO account (id, name, enabled, created) VALUES (?, ?, 1, ?)", id, wish.name(), now);
        Options options = Options.DEFAULT.with(wish.profile());
        insert(session, new Beginning(id, Environment.TEST, options, wish.test()), now);
        insert(session, new Beginning(id, Environment.PRODUCTION, options, wish.production()), now);
        session.change(BEGIN, id, Environment.TEST, id, Environment.PRODUCTION);
        return Outcome.done(id);
    }

    private Authenticator authenticator(Session session, AccountId id, Environment environment, Instant now)
            throws SQLException {
        return AuthenticatorAdministration.add(session, vault, Authenticator.random(id, random), environment, now);
    }

    private static AccountId nextFree(Session session) throws SQLException {
        return new AccountId(session.number(NEXT_FREE, FIRST, FIRST, FIRST));
    }

    private void insert(Session session, Beginning beginning, Instant now) throws SQLException {
        Options options = beginning.options();
        session.change(
                "INSERT INTO account_half (account, environment, drms, profile, token_life, redemption_window,"
                        + " max_redemptions, units) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                beginning.id(),
                beginning.environment(),
                AccountColumns.drms(options.enabledDrms()),
                options.profile().name(),
                options.defaultTokenLife(),
                options.redemptionWindow(),
                options.maxRedemptions(),
                AccountColumns.units(beginning.balance()));
        if (beginning.balance() instanceof Balance.Units(long left)) {
            var opening = new Movement(Movement.Kind.SET, left, "opening balance", now);
            MovementColumns.write(session, tags, beginning.whose(), opening);
        }
    }

    /// Whether there is an account with that number; asked inside a unit.
    public static boolean exists(Session session, AccountId id) throws SQLException {
        return session.number("SELECT COUNT(*) FROM account WHERE id = ?", id) == 1;
    }

    /// At most `count` accounts with numbers above `after` (0 for the beginning), in the order of their
    /// numbers.
    public List<AccountOverview> list(long after, int count) {
        return store.read("listing accounts", session -> overviews(session, after, count));
    }

    /// One account.
    public Optional<AccountOverview> find(AccountId id) {
        return list(id.value() - 1, 1).stream()
                .filter(found -> found.id().equals(id))
                .findFirst();
    }

    /// The rows come in pairs, production before test.
    private static List<AccountOverview> overviews(Session session, long after, int count) throws SQLException {
        List<EnvironmentRow> rows = session.all(
                OVERVIEWS,
                row -> new EnvironmentRow(row.time(), row.maybeTime(), AccountColumns.read(row)),
                after,
                2L * count);
        return IntStream.range(0, rows.size() / 2)
                .mapToObj(i -> overview(rows.get(2 * i), rows.get(2 * i + 1)))
                .toList();
    }

    private static AccountOverview overview(EnvironmentRow production, EnvironmentRow test) {
        return new AccountOverview(test.created(), test.closed(), test.account(), production.account());
    }

    /// Switches an account on or off, in both environments. One that is closed stays off.
    public Outcome<AccountId> enable(AccountId id, boolean enabled) {
        if (enabled && isClosed(id)) return Outcome.refused(Reason.ACCOUNT_CLOSED);
        return change(
                id, "UPDATE account SET enabled = ? WHERE id = ? AND (closed IS NULL OR ? = 0)", enabled, id, enabled);
    }

    private boolean isClosed(AccountId id) {
        return store.read("looking for an account", session -> isClosed(session, id));
    }

    /// Whether the account with that number was closed; asked inside a unit.
    static boolean isClosed(Session session, AccountId id) throws SQLException {
        return session.number("SELECT COUNT(*) FROM account WHERE id = ? AND closed IS NOT NULL", id) == 1;
    }

    /// Closes an account for good: it is switched off and cannot be switched on again, its authenticators are
    /// revoked and it gets no new ones. Its records, movements and keys stay. An account that was closed stays so.
    /// Refused while units that were paid for are left in production.
    public Outcome<AccountId> close(AccountId id) {
        return store.write("closing an account", new Hold.Whole(id), session -> close(session, id));
    }

    private Outcome<AccountId> close(Session session, AccountId id) throws SQLException {
        if (!exists(session, id)) return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
        if (isClosed(session, id)) return Outcome.done(id);
        AccountColumns.changed(session, id);
        if (session.number(LEFT, id, Environment.PRODUCTION) > 0) return Outcome.refused(Reason.BALANCE_LEFT);
        Instant now = clock.instant();
        session.change("UPDATE account SET enabled = 0, closed = ? WHERE id = ?", now, id);
        session.change("UPDATE authenticator SET revoked = ? WHERE account = ? AND revoked IS NULL", now, id);
        return Outcome.done(id);
    }

    /// Gives an account another label.
    public Outcome<AccountId> rename(AccountId id, String name) {
        return change(id, "UPDATE account SET name = ? WHERE id = ?", name, id);
    }

    /// Replaces an account's options in one environment.
    public Outcome<AccountId> configure(AccountId id, Environment environment, Options options) {
        return change(
                id,
                "UPDATE account_half SET drms = ?, profile = ?, token_life = ?, redemption_window = ?,"
                        + " max_redemptions = ? WHERE account = ? AND environment = ?",
                AccountColumns.drms(options.enabledDrms()),
                options.profile().name(),
                options.defaultTokenLife(),
                options.redemptionWindow(),
                options.maxRedemptions(),
                id,
                environment);
    }

    private Outcome<AccountId> change(AccountId id, String sql, Object... parameters) {
        int changed = store.write("changing an account", new Hold.Whole(id), session -> {
            AccountColumns.changed(session, id);
            return session.change(sql, parameters);
        });
        return changed == 0 ? Outcome.refused(Reason.NO_SUCH_ACCOUNT) : Outcome.done(id);
    }
}
