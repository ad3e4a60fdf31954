package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The database is asked for every request, so that a revocation by another process counts at once. When the
/// account is remembered, only its version is read: one index look-up instead of a dozen. Who brings no live
/// authenticator costs the reading of hashes and no more, whether there is such an account or not.
public final class StoredAccounts implements Accounts {
    private static final String CANDIDATES = "SELECT k.hash, k.number, " + AccountColumns.COLUMNS
            + " FROM authenticator AS k JOIN account AS a ON a.id = k.account"
            + " JOIN account_half AS h ON h.account = k.account AND h.environment = k.environment"
            + " WHERE k.account = ? AND k.revoked IS NULL";
    private static final String HASHES = "SELECT hash FROM authenticator WHERE account = ? AND revoked IS NULL";
    private static final String ONE = "SELECT " + AccountColumns.COLUMNS
            + " FROM account AS a JOIN account_half AS h ON h.account = a.id WHERE a.id = ? AND h.environment = ?";
    private static final String VERSION = "SELECT version FROM account WHERE id = ?";
    private static final Candidate NOBODY = new Candidate(new byte[32], 0, Optional.empty());

    /// A live authenticator, and the account in the environment that it opens.
    record Candidate(byte[] hash, int number, Optional<Account> account) {}

    private final Store store;
    private final Vault vault;
    private final AuthenticatorUses uses;
    private final RememberedAccounts memory;
    private final Accounts remembered = new Remembered();

    public StoredAccounts(Store store, Vault vault, AuthenticatorUses uses, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.uses = uses;
        this.memory = new RememberedAccounts(clock);
    }

    @Override
    public Accounts remembered() {
        return remembered;
    }

    @Override
    public Optional<Account> authenticate(Authenticator authenticator) {
        var hashes = hashes(authenticator);
        Candidate known = match(memory.candidates(authenticator.account()), hashes);
        Optional<Candidate> found = store.read("reading authenticators", session -> {
            boolean current =
                    known != NOBODY && isCurrent(session, known.account().orElseThrow());
            return current ? Optional.of(known) : read(session, authenticator.account(), hashes);
        });
        return owner(authenticator, found.orElse(NOBODY));
    }

    private Optional<Candidate> read(Session session, AccountId account, Map<Environment, byte[]> hashes)
            throws SQLException {
        if (!isAny(session.all(HASHES, Row::bytes, account), hashes)) return Optional.empty();
        var read = session.all(
                CANDIDATES,
                row -> new Candidate(row.bytes(), row.small(), Optional.of(AccountColumns.read(row))),
                account);
        if (!read.isEmpty()) memory.remember(account, read);
        return Optional.of(match(read, hashes));
    }

    private static boolean isAny(List<byte[]> kept, Map<Environment, byte[]> hashes) {
        boolean found = false;
        for (byte[] hash : kept.isEmpty() ? List.of(NOBODY.hash()) : kept) {
            for (byte[] one : hashes.values()) found |= MessageDigest.isEqual(hash, one);
        }
        return found;
    }

    private static boolean isCurrent(Session session, Account known) throws SQLException {
        Optional<Long> version = session.first(VERSION, Row::number, known.id());
        return version.isPresent() && version.get() == known.version();
    }

    private Optional<Account> owner(Authenticator authenticator, Candidate found) {
        if (found == NOBODY) return Optional.empty();
        uses.used(authenticator.account(), found.number());
        return found.account();
    }

    private Map<Environment, byte[]> hashes(Authenticator authenticator) {
        var hashes = new EnumMap<Environment, byte[]>(Environment.class);
        for (Environment environment : Environment.values()) {
            hashes.put(environment, vault.hash(environment, authenticator));
        }
        return hashes;
    }

    /// Compares with every candidate and never stops early; an unknown account costs one comparison as well.
    private static Candidate match(List<Candidate> candidates, Map<Environment, byte[]> hashes) {
        Candidate found = NOBODY;
        for (Candidate candidate : candidates.isEmpty() ? List.of(NOBODY) : candidates) {
            var environment = candidate.account().map(Account::environment).orElse(Environment.TEST);
            boolean same = MessageDigest.isEqual(candidate.hash(), hashes.get(environment));
            found = same ? candidate : found;
        }
        return found;
    }

    @Override
    public Optional<Account> find(AccountId id, Environment environment) {
        Optional<Account> read =
                store.read("reading an account", session -> session.first(ONE, AccountColumns::read, id, environment));
        read.ifPresent(memory::remember);
        return read;
    }

    private final class Remembered implements Accounts {
        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            return owner(authenticator, match(memory.candidates(authenticator.account()), hashes(authenticator)));
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            return memory.account(id, environment);
        }

        @Override
        public Accounts remembered() {
            return this;
        }
    }
}
