package dev.licet.storage.key;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.keystore.KeyEntry;
import dev.licet.domain.keystore.KeyRows;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.ledger.BatchWrites;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Purpose;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The key storage of accounts. A content key comes here under its owner's kek, which is never stored, and is
/// sealed once more: the wrapping of the published API is not bound to a row, the seal is (reference:
/// security.md T5).
///
/// A row that does not open is [StoreDamaged], never another key.
public final class StoredContentKeys implements StoredKeys, KeyRows {
    private static final String COLUMNS = "kid, sealed_ek, kek_id, info, content, expiration, last_update";
    private static final String WHERE = " WHERE account = ? AND environment = ?";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM content_key" + WHERE;
    private static final String INSERT =
            "INSERT INTO content_key (account, environment, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String KEEP = INSERT + " ON CONFLICT (account, environment, kid) DO NOTHING";
    static final String REPLACE = INSERT + " ON CONFLICT (account, environment, kid) DO UPDATE"
            + " SET sealed_ek = excluded.sealed_ek, kek_id = excluded.kek_id, info = excluded.info,"
            + " content = excluded.content, expiration = excluded.expiration, last_update = excluded.last_update";

    private final Store store;
    private final Vault vault;
    private final RowTags tags;
    private final InstantSource clock;

    public StoredContentKeys(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.tags = new RowTags(vault.key(Purpose.BOOKS));
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> findWrapped(AccountId account, Environment environment, KeyId kid) {
        var now = clock.instant();
        return find(account, environment, List.of(kid)).stream()
                .filter(key -> key.expiration().isEmpty()
                        || now.isBefore(key.expiration().get()))
                .map(StoredKey::ek)
                .findFirst();
    }

    @Override
    public List<StoredKey> find(AccountId account, Environment environment, List<KeyId> kids) {
        return opened(() -> store.read("reading a key", session -> {
            var found = new ArrayList<StoredKey>();
            for (KeyId kid : kids) one(session, account, environment, kid).ifPresent(found::add);
            return found;
        }));
    }

    RowTags tags() {
        return tags;
    }

    Optional<StoredKey> one(Session session, AccountId account, Environment environment, KeyId kid)
            throws SQLException {
        return session.first(
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

    /// The column of a wrapped content key.
    public static Sealed ekOf(AccountId account, Environment environment, KeyId kid) {
        return new Sealed("content_key", "sealed_ek", account, environment.word(), kid);
    }

    /// What was written is read back and opened before the commit (reference: security.md 3.1, I7).
    @Override
    public Addition add(AccountId account, Environment environment, StoredKey key, Event record) {
        SealedKey sealed = sealed(account, environment, key);
        return opened(() -> store.write("storing a key", new AccountEnvironment(account, environment), session -> {
            boolean fresh = write(session, KEEP, sealed) == 1;
            if (fresh) BatchWrites.write(session, tags, record);
            return new Addition(one(session, account, environment, key.kid()).orElseThrow(), fresh);
        }));
    }

    /// A key that can be written.
    ///
    /// @param sealed the bytes of the column `sealed_ek`
    record SealedKey(AccountId account, Environment environment, StoredKey key, byte[] sealed) {}

    /// Called before a transaction begins, because sealing takes longer than the write.
    SealedKey sealed(AccountId account, Environment environment, StoredKey key) {
        byte[] sealed = vault.seal(ekOf(account, environment, key.kid()), SecretBytes.copyOf(key.ek()));
        return new SealedKey(account, environment, key, sealed);
    }

    /// @param sql [#KEEP] or [#REPLACE]
    int write(Session session, String sql, SealedKey sealed) throws SQLException {
        StoredKey key = sealed.key();
        return session.change(
                sql,
                sealed.account(),
                sealed.environment(),
                key.kid(),
                sealed.sealed(),
                key.kekId(),
                key.info(),
                key.contentId(),
                key.expiration(),
                clock.instant());
    }

    @Override
    public Optional<StoredKey> change(AccountId account, Environment environment, Change change, Event record) {
        return opened(() -> store.write("changing a key", new AccountEnvironment(account, environment), session -> {
            Optional<StoredKey> before = one(session, account, environment, change.kid());
            if (before.isEmpty()) return before;
            StoredKey after = change.edit().apply(before.get());
            write(session, REPLACE, sealed(account, environment, after));
            BatchWrites.write(session, tags, record);
            return one(session, account, environment, change.kid());
        }));
    }

    /// What to do with a key whose kid is there.
    public enum OnConflict {
        /// Leave the one that is there.
        KEEP,
        /// Put this one in its place.
        REPLACE
    }

    /// Stores many entries in one transaction, with one record of how many they were.
    /// @return how many were stored
    public int addAll(AccountId account, Environment environment, List<StoredKey> keys, OnConflict conflict) {
        String sql =
                switch (conflict) {
                    case KEEP -> KEEP;
                    case REPLACE -> REPLACE;
                };
        List<SealedKey> all =
                keys.stream().map(key -> sealed(account, environment, key)).toList();
        var whose = new AccountEnvironment(account, environment);
        return store.write("importing keys", whose, session -> {
            int stored = 0;
            for (SealedKey one : all) stored += write(session, sql, one);
            if (stored > 0)
                BatchWrites.write(session, tags, command(Event.Kind.KEY_WRITTEN, whose, "imported", stored));
            return stored;
        });
    }

    /// Notes that an operator takes all keys out, wrapped.
    public void recordExport(AccountId account, Environment environment, long count) {
        var whose = new AccountEnvironment(account, environment);
        var record = command(Event.Kind.KEY_READ, whose, "exported", count);
        store.write("writing a record", whose, session -> {
            BatchWrites.write(session, tags, record);
            return true;
        });
    }

    private Event command(Event.Kind kind, AccountEnvironment whose, String what, long count) {
        var origin = Origin.ofKeys(whose.environment(), whose.account(), "command");
        return Event.of(kind, clock.instant(), origin, Subject.NONE).with(what, Long.toString(count));
    }

    /// Stores an entry in place of the one with that kid, without a record.
    /// @return the entry as it was read back
    public StoredKey put(AccountId account, Environment environment, StoredKey key) {
        SealedKey sealed = sealed(account, environment, key);
        return opened(() -> store.write("storing a key", new AccountEnvironment(account, environment), session -> {
            write(session, REPLACE, sealed);
            return one(session, account, environment, key.kid()).orElseThrow();
        }));
    }

    @Override
    public List<StoredKey> list(AccountId account, Environment environment, Optional<KeyId> after, int count) {
        return opened(() -> store.read(
                "listing keys",
                session -> session.all(
                        SELECT + " AND kid > ? ORDER BY kid LIMIT ?",
                        row -> read(row, account, environment),
                        account,
                        environment,
                        after.map(KeyId::hex).orElse(""),
                        count)));
    }

    /// The same without the keys themselves, which are not even unsealed: for listings that people look at.
    public List<KeyEntry> entries(AccountId account, Environment environment, Optional<KeyId> after, int count) {
        return store.read(
                "listing keys",
                session -> session.all(
                        "SELECT kid, kek_id, info, content, expiration, last_update FROM content_key" + WHERE
                                + " AND kid > ? ORDER BY kid LIMIT ?",
                        StoredContentKeys::entry,
                        account,
                        environment,
                        after.map(KeyId::hex).orElse(""),
                        count));
    }

    private static KeyEntry entry(Row row) throws SQLException {
        return new KeyEntry(
                new KeyId(row.text()), row.maybeText(), row.maybeText(), row.maybeText(), row.maybeTime(), row.time());
    }

    @Override
    public long count(AccountId account, Environment environment) {
        return store.read(
                "counting keys",
                session -> session.number("SELECT COUNT(*) FROM content_key" + WHERE, account, environment));
    }

    @Override
    public boolean delete(AccountId account, Environment environment, List<KeyId> kids, Event record) {
        return store.write("deleting a key", new AccountEnvironment(account, environment), session -> {
            for (KeyId kid : kids) if (!has(session, account, environment, kid)) return false;
            for (KeyId kid : kids) {
                session.change("DELETE FROM content_key" + WHERE + " AND kid = ?", account, environment, kid);
            }
            BatchWrites.write(session, tags, record);
            return true;
        });
    }

    private static boolean has(Session session, AccountId account, Environment environment, KeyId kid)
            throws SQLException {
        return session.number("SELECT COUNT(*) FROM content_key" + WHERE + " AND kid = ?", account, environment, kid)
                == 1;
    }

    private static <T> T opened(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged("opening a stored key", tampered);
        }
    }
}
