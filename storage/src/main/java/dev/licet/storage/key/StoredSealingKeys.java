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

    /// A clock that was set back may leave no key active; then the oldest one serves.
    @Override
    public SealingKey newest() {
        Instant now = clock.instant();
        var known = keys.current();
        return known.stream()
                .filter(dated -> !dated.activeFrom().isAfter(now))
                .findFirst()
                .orElseGet(known::getLast)
                .key();
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return keys.current().stream()
                .map(Dated::key)
                .filter(key -> key.id() == id)
                .findFirst();
    }
}
