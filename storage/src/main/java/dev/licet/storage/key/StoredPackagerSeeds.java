package dev.licet.storage.key;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.packager.PackagerSeeds;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Seeds in memory: all rows as they are sealed, and those that were asked for also opened. A number that
/// another node has just made is looked up at once, because a key may name it already.
public final class StoredPackagerSeeds implements PackagerSeeds {
    static final String KIND = "packager seeds";

    static final String NEWEST =
            "SELECT COALESCE(MAX(number), 0) FROM packager_seed WHERE account = ? AND environment = ?";

    private static final String SELECT = "SELECT account, environment, number, sealed_seed FROM packager_seed";

    /// Names a seed.
    public record Name(AccountId account, Environment environment, int number) {
        /// The name of the sealed column.
        public Sealed column() {
            return new Sealed("packager_seed", "sealed_seed", account, environment.word(), number);
        }
    }

    private record Stored(Name name, byte[] sealed) {}

    private record Known(Map<Name, byte[]> sealed, Map<Name, Seed> opened) {}

    private final Store store;
    private final Vault vault;
    private final RefreshingCopy<Known> known;

    public StoredPackagerSeeds(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredPackagerSeeds::load);
    }

    void expire() {
        known.expire();
    }

    private static Known load(Session session) throws SQLException {
        var sealed = session
                .all("SELECT account, environment, number, sealed_seed FROM packager_seed", StoredPackagerSeeds::read)
                .stream()
                .collect(Collectors.toMap(Stored::name, Stored::sealed));
        return new Known(sealed, new ConcurrentHashMap<>());
    }

    private static Stored read(Row row) throws SQLException {
        return new Stored(new Name(new AccountId(row.number()), row.environment(), row.small()), row.bytes());
    }

    /// Numbers have no gaps.
    @Override
    public Optional<Seed> newest(AccountId account, Environment environment) {
        var now = known.current();
        int last = 0;
        while (now.sealed().containsKey(new Name(account, environment, last + 1))) last++;
        return last == 0 ? find(account, environment, stored(account, environment)) : find(account, environment, last);
    }

    /// The number of the newest seed in the database, which may have been made a moment ago; 0 when there is none.
    private int stored(AccountId account, Environment environment) {
        return store.read("looking for a seed", session -> (int) session.number(NEWEST, account, environment));
    }

    @Override
    public Optional<Seed> find(AccountId account, Environment environment, int number) {
        var name = new Name(account, environment, number);
        var now = known.current();
        byte[] bytes = now.sealed().get(name);
        if (bytes == null) return unknown(name);
        return Optional.of(now.opened().computeIfAbsent(name, _ -> open(name, bytes)));
    }

    private Optional<Seed> unknown(Name name) {
        return store.read(
                        "reading a seed",
                        session -> session.first(
                                SELECT + " WHERE account = ? AND environment = ? AND number = ?",
                                StoredPackagerSeeds::read,
                                name.account(),
                                name.environment(),
                                name.number()))
                .map(stored -> open(name, stored.sealed()));
    }

    private Seed open(Name name, byte[] sealed) {
        try {
            return new Seed(name.number(), vault.open(name.column(), sealed));
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged(
                    "opening seed " + name.number() + " of account " + name.account() + " in "
                            + name.environment().word(),
                    tampered);
        }
    }
}
