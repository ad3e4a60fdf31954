package dev.licet.storage.key;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.Options;
import dev.licet.domain.token.SealingKey;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Rotation of the sealing keys: added first, used a little later, wiped when no token can need them any more
/// (reference: security.md T12).
public final class SealingKeyAdministration {
    /// How long after its making a key is first used, so that all nodes know it by then.
    public static final Duration ACTIVATION = Duration.ofSeconds(10);

    /// How long a key is kept after its successor took over: the longest life of a token, and a day for clocks.
    public static final Duration KEPT = Options.LONGEST_TOKEN_LIFE.plusDays(1);

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final SecureRandom random;
    private final StoredSealingKeys keys;

    public SealingKeyAdministration(
            Store store, Vault vault, InstantSource clock, SecureRandom random, StoredSealingKeys keys) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
        this.keys = keys;
    }

    /// Adds a key that new tokens take after [#ACTIVATION].
    /// @return its id
    public int rotate() {
        Instant now = clock.instant();
        int id = store.write(
                "adding a sealing key",
                session -> add(session, vault, new NewKey(fresh(random), now, now.plus(ACTIVATION))));
        keys.expire();
        return id;
    }

    /// Random bytes for a new sealing key.
    public static SecretBytes fresh(SecureRandom random) {
        return SecretBytes.random(random, SealingKey.BYTES);
    }

    /// A sealing key that has no number yet.
    ///
    /// @param activeFrom when new tokens begin to take it
    public record NewKey(SecretBytes key, Instant created, Instant activeFrom) {}

    /// Adds a sealing key inside a unit.
    /// @return its number
    public static int add(Session session, Vault vault, NewKey made) throws SQLException {
        int id = Counters.next(session, "sealing_key");
        session.change(
                "INSERT INTO sealing_key (id, sealed_key, created, active_from) VALUES (?, ?, ?, ?)",
                id,
                vault.seal(column(id), made.key()),
                made.created(),
                made.activeFrom());
        RefreshingCopy.changed(session, StoredSealingKeys.KIND);
        return id;
    }

    /// The column of a sealing key.
    public static Sealed column(int id) {
        return new Sealed("sealing_key", "sealed_key", id);
    }

    /// All keys there ever were, oldest first.
    public List<SealingKeyOverview> list() {
        return store.read(
                "listing sealing keys",
                session -> session.all(
                        "SELECT id, created, active_from, retired FROM sealing_key ORDER BY id",
                        SealingKeyAdministration::entry));
    }

    private static SealingKeyOverview entry(Row row) throws SQLException {
        return new SealingKeyOverview(row.small(), row.time(), row.time(), row.maybeTime());
    }

    /// Wipes the keys that no valid token can be sealed under any more.
    /// @return how many
    public int retire() {
        Instant now = clock.instant();
        int retired = store.write("retiring sealing keys", session -> retire(session, now));
        if (retired > 0) keys.expire();
        return retired;
    }

    private static int retire(Session session, Instant now) throws SQLException {
        int retired = session.change(
                "UPDATE sealing_key SET sealed_key = NULL, retired = ? WHERE retired IS NULL AND EXISTS"
                        + " (SELECT 1 FROM sealing_key AS next"
                        + " WHERE next.id > sealing_key.id AND next.active_from < ?)",
                now,
                now.minus(KEPT));
        if (retired > 0) RefreshingCopy.changed(session, StoredSealingKeys.KIND);
        return retired;
    }
}
