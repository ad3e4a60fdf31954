package dev.licet.storage.book;

import dev.licet.crypto.P256;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// What the installation signs checkpoints with.
public final class CheckpointKey {
    private static final String KEEP = "INSERT INTO checkpoint_key (id, point, sealed_key, created) VALUES (1, ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING";

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final SecureRandom random;

    CheckpointKey(Store store, Vault vault, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
    }

    /// The column of the key with that point.
    public static Sealed column(byte[] point) {
        return new Sealed("checkpoint_key", "sealed_key", HexFormat.of().formatHex(point));
    }

    /// The key; made when there is none.
    P256.Key key() {
        return there().orElseGet(() -> store.write("making a key for checkpoints", this::make));
    }

    /// The key, if there is one.
    Optional<P256.Key> there() {
        return store.read("reading the key of checkpoints", this::find);
    }

    private P256.Key make(Session session) throws SQLException {
        P256.Key fresh = P256.generate(random);
        byte[] sealed = vault.seal(column(fresh.point()), fresh.secret());
        session.change(KEEP, fresh.point(), sealed, clock.instant());
        return find(session).orElseThrow();
    }

    /// Throws [dev.licet.storage.seal.BrokenSeal] for one that was changed.
    private Optional<P256.Key> find(Session session) throws SQLException {
        return session.first("SELECT point, sealed_key FROM checkpoint_key WHERE id = 1", row -> {
            byte[] point = row.bytes();
            return new P256.Key(vault.open(column(point), row.bytes()), point);
        });
    }
}
