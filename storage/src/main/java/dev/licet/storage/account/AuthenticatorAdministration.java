package dev.licet.storage.account;

import dev.licet.domain.Ascii;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Hold;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The authenticators of accounts. A secret half is shown once, when it is made; only a keyed hash of it is
/// kept.
public final class AuthenticatorAdministration {
    /// How many digits of the secret half lists show.
    public static final int PREFIX_DIGITS = 4;

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final SecureRandom random;
    private final AuthenticatorUses uses;

    public AuthenticatorAdministration(
            Store store, Vault vault, InstantSource clock, SecureRandom random, AuthenticatorUses uses) {
        this.uses = uses;
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
    }

    /// Makes another authenticator; those that there are stay valid.
    public Outcome<Authenticator> create(AccountId account, Environment environment) {
        return store.write(
                "making an authenticator", new Hold.Whole(account), session -> create(session, account, environment));
    }

    private Outcome<Authenticator> create(Session session, AccountId account, Environment environment)
            throws SQLException {
        if (!AccountAdministration.exists(session, account)) return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
        if (AccountAdministration.isClosed(session, account)) return Outcome.refused(Reason.ACCOUNT_CLOSED);
        return Outcome.done(add(session, vault, Authenticator.random(account, random), environment, clock.instant()));
    }

    static Authenticator add(Session session, Vault vault, Authenticator made, Environment environment, Instant now)
            throws SQLException {
        // Also keeps other nodes from giving out the same number.
        AccountId account = made.account();
        AccountColumns.changed(session, account);
        session.change(
                "INSERT INTO authenticator (account, number, environment, hash, prefix, created)"
                        + " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? FROM authenticator WHERE account = ?",
                account,
                environment,
                vault.hash(environment, made),
                prefix(made),
                now,
                account);
        return made;
    }

    private static String prefix(Authenticator authenticator) {
        return authenticator.secret().slice(0, PREFIX_DIGITS / 2).expose(HexFormat.of()::formatHex);
    }

    /// All authenticators of an account, revoked ones too, in the order of their making.
    public List<AuthenticatorOverview> list(AccountId account) {
        return store.read(
                "listing authenticators",
                session -> session.all(
                        "SELECT k.number, k.environment, k.prefix, k.created, k.revoked, u.at FROM authenticator AS k"
                                + " LEFT JOIN authenticator_use AS u ON u.account = k.account AND u.number = k.number"
                                + " WHERE k.account = ? ORDER BY k.number",
                        row -> entry(account, row),
                        account));
    }

    private AuthenticatorOverview entry(AccountId account, Row row) throws SQLException {
        int number = row.small();
        return new AuthenticatorOverview(
                number,
                row.environment(),
                row.text(),
                row.time(),
                row.maybeTime(),
                later(row.maybeTime(), uses.last(account, number)));
    }

    private static Optional<Instant> later(Optional<Instant> stored, Optional<Instant> fresh) {
        return Stream.concat(stored.stream(), fresh.stream()).max(Comparator.naturalOrder());
    }

    /// Revokes the authenticator with that number.
    /// @return its number
    public Outcome<Integer> revoke(AccountId account, int number) {
        return store.write(
                "revoking an authenticator", new Hold.Whole(account), session -> revoke(session, account, number));
    }

    private Outcome<Integer> revoke(Session session, AccountId account, int number) throws SQLException {
        AccountColumns.changed(session, account);
        int revoked = session.change(
                "UPDATE authenticator SET revoked = ? WHERE account = ? AND number = ? AND revoked IS NULL",
                clock.instant(),
                account,
                number);
        return revoked == 1 ? Outcome.done(number) : Outcome.refused(Reason.NO_SUCH_AUTHENTICATOR);
    }

    /// Revokes the one live authenticator whose secret half begins with those four digits.
    /// @return its number
    public Outcome<Integer> revoke(AccountId account, String prefix) {
        return store.write("revoking an authenticator", new Hold.Whole(account), session -> {
            List<Integer> numbers = session.all(
                    "SELECT number FROM authenticator WHERE account = ? AND prefix = ? AND revoked IS NULL",
                    Row::small,
                    account,
                    Ascii.lower(prefix));
            if (numbers.size() > 1) return Outcome.refused(Reason.AMBIGUOUS_PREFIX);
            return revoke(session, account, numbers.isEmpty() ? 0 : numbers.getFirst());
        });
    }
}
