package dev.licet.storage.key;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The sealing keys in memory. A key that another node has added is known here within a second and used by it only
/// after ten, so an unknown id needs no second look.
public final class StoredSealingKeys implements SealingKeys {
    static final String KIND = "sealing keys";

    private record Dated(SealingKey key, Instant activeFrom) {}

    private final Vault vault;
    private final InstantSource clock;
    private final RefreshingCopy<List<Dated>> keys;

    public StoredSealingKeys(Store store, Vault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
        this.keys = new RefreshingCopy<>(store, KIND, clock, this::load);
    }

    void expire() {
        keys.expire();
    }

    /// Newest first.
    private List<Dated> load(Session session) throws SQLException {
        return session.all(
                "SELECT id, sealed_key, active_from FROM sealing_key WHERE retired IS NULL ORDER BY id DESC",
                this::read);
    }

    private Dated read(Row row) throws SQLException {
        int id = row.small();
        return new Dated(new SealingKey(id, key(id, row.bytes())), row.time());
    }

    private SecretBytes key(int id, byte[] sealed) {
        try {
            return vault.open(SealingKeyAdministration.column(id), sealed);
        } catch (BrokenSeal tampered) {
            throw new StoreUnavailable("opening a sealing key", tampered);
        }
    }

    @Override
    public SealingKey newest() {
        return newest(keys.current());
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return find(keys.current(), id);
    }

    @Override
    public SealingKeys inMemory() {
        return new InMemory();
    }

    private final class InMemory implements SealingKeys {
        @Override
        public SealingKey newest() {
            return StoredSealingKeys.this.newest(keys.last());
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return StoredSealingKeys.find(keys.last(), id);
        }
    }

    /// A clock that was set back may leave no key active; then the oldest one serves.
    private SealingKey newest(List<Dated> known) {
        Instant now = clock.instant();
        return known.stream()
                .filter(dated -> !dated.activeFrom().isAfter(now))
                .findFirst()
                .orElseGet(known::getLast)
                .key();
    }

    private static Optional<SealingKey> find(List<Dated> known, int id) {
        for (Dated one : known) {
            if (one.key().id() == id) return Optional.of(one.key());
        }
        return Optional.empty();
    }
}
