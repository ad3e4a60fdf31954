package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import dev.licet.storage.sql.Unit;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The key storage of accounts. A content key comes here under its owner's kek, which is never stored, and is
/// sealed once more: the wrapping of the published API is not bound to a row, the seal is (reference:
/// security.md T5).
///
/// A row that does not open is [StoreUnavailable], never another key.
public final class ContentKeys implements StoredKeys {
    private static final String COLUMNS = "kid, sealed_ek, kek_id, info, content, expiration, last_update";
    private static final String WHERE = " WHERE account = ? AND environment = ?";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM content_key" + WHERE;
    private static final String INSERT =
            "INSERT INTO content_key (account, environment, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KEEP = INSERT + " ON CONFLICT (account, environment, kid) DO NOTHING";
    private static final String REPLACE = INSERT + " ON CONFLICT (account, environment, kid) DO UPDATE"
            + " SET sealed_ek = excluded.sealed_ek, kek_id = excluded.kek_id, info = excluded.info,"
            + " content = excluded.content, expiration = excluded.expiration, last_update = excluded.last_update";

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;

    ContentKeys(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> findWrapped(AccountId account, Environment environment, KeyId kid) {
        return find(account, environment, kid).map(StoredKey::ek);
    }

    /// The entry `kid`.
    public Optional<StoredKey> find(AccountId account, Environment environment, KeyId kid) {
        return opened(() -> store.read("reading a key", one(account, environment, kid)));
    }

    private Unit<Optional<StoredKey>> one(AccountId account, Environment environment, KeyId kid) {
        return session -> session.first(
                SELECT + " AND kid = ?", row -> read(row, account, environment), account, environment, kid);
    }

    private StoredKey read(Row row, AccountId account, Environment environment) throws SQLException {
        var kid = new KeyId(row.text());
        return new StoredKey(
                kid,
                vault.open(ekOf(account, environment, kid), row.bytes()).expose(byte[]::clone),
                row.maybeText(),
                row.maybeText(),
                row.maybeText(),
                row.maybeTime(),
                row.time());
    }

    static Sealed ekOf(AccountId account, Environment environment, KeyId kid) {
        return new Sealed("content_key", "sealed_ek", account, environment.word(), kid);
    }

    /// Stores an entry unless there is one with that kid.
    /// @return the entry as it was read back, the old one if there was one
    public StoredKey add(AccountId account, Environment environment, StoredKey key) {
        return write(KEEP, account, environment, key);
    }

    /// Stores an entry in place of the one with that kid.
    /// @return the entry as it was read back
    public StoredKey put(AccountId account, Environment environment, StoredKey key) {
        return write(REPLACE, account, environment, key);
    }

    /// What was written is read back and opened before the commit (reference: security.md 3.1, I7).
    private StoredKey write(String sql, AccountId account, Environment environment, StoredKey key) {
        byte[] sealed = vault.seal(ekOf(account, environment, key.kid()), SecretBytes.copyOf(key.ek()));
        return opened(() -> store.write("storing a key", session -> {
            session.change(
                    sql,
                    account,
                    environment,
                    key.kid(),
                    sealed,
                    key.kekId(),
                    key.info(),
                    key.contentId(),
                    key.expiration(),
                    clock.instant());
            return one(account, environment, key.kid()).run(session).orElseThrow();
        }));
    }

    /// At most `count` entries whose kids come after `after` (empty for the beginning), in the order of kids.
    public List<StoredKey> list(AccountId account, Environment environment, Optional<KeyId> after, int count) {
        String from = after.map(KeyId::hex).orElse("");
        return opened(() -> store.read(
                "listing keys",
                session -> session.all(
                        SELECT + " AND kid > ? ORDER BY kid LIMIT ?",
                        row -> read(row, account, environment),
                        account,
                        environment,
                        from,
                        count)));
    }

    /// How many entries there are.
    public long count(AccountId account, Environment environment) {
        return store.read("counting keys", session -> count(session, account, environment));
    }

    private static long count(Session session, AccountId account, Environment environment) throws SQLException {
        return session.number("SELECT COUNT(*) FROM content_key" + WHERE, account, environment);
    }

    /// Deletes an entry.
    /// @return whether there was one
    public boolean delete(AccountId account, Environment environment, KeyId kid) {
        return store.write(
                "deleting a key",
                session -> session.change("DELETE FROM content_key" + WHERE + " AND kid = ?", account, environment, kid)
                        == 1);
    }

    private static <T> T opened(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BrokenSeal tampered) {
            throw new StoreUnavailable("opening a stored key", tampered);
        }
    }
}
