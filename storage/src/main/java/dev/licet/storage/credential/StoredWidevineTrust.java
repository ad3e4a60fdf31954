package dev.licet.storage.credential;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Whom the embedded Widevine back end trusts, in memory.
public final class StoredWidevineTrust implements WidevineTrust {
    static final String KIND = "Widevine trust";

    private record Known(List<WidevineIdentity> identities, Set<String> revoked, Map<Long, Integer> levels) {}

    private final Vault vault;
    private final RefreshingCopy<Known> known;

    public StoredWidevineTrust(Store store, Vault vault, InstantSource clock) {
        this.vault = vault;
        this.known = new RefreshingCopy<>(store, KIND, clock, this::load);
    }

    void expire() {
        known.expire();
    }

    private Known load(Session session) throws SQLException {
        var identities = session.all(
                "SELECT id, root, service_certificate, sealed_key FROM widevine_identity ORDER BY id DESC",
                this::identity);
        var revoked = new HashSet<>(session.all("SELECT serial FROM widevine_revocation", Row::text));
        var levels = new HashMap<Long, Integer>();
        session.all("SELECT system, level FROM widevine_system", row -> levels.put(row.number(), row.small()));
        return new Known(identities, revoked, levels);
    }

    private WidevineIdentity identity(Row row) throws SQLException {
        int id = row.small();
        return new WidevineIdentity(row.bytes(), row.bytes(), key(id, row.bytes()));
    }

    private RsaPrivateKey key(int id, byte[] sealed) {
        try {
            return vault.open(WidevineTrustAdministration.keyOf(id), sealed)
                    .expose(RsaPrivateKey::parse)
                    .orElseThrow();
        } catch (BrokenSeal tampered) {
            throw new StoreUnavailable("opening a Widevine service key", tampered);
        }
    }

    @Override
    public List<WidevineIdentity> identities() {
        return known.current().identities();
    }

    @Override
    public boolean isRevoked(byte[] serial) {
        return known.current().revoked().contains(HexFormat.of().formatHex(serial));
    }

    @Override
    public OptionalInt highestLevel(long systemId) {
        Integer level = known.current().levels().get(systemId);
        return level == null ? OptionalInt.empty() : OptionalInt.of(level);
    }
}
