package dev.licet.storage.credential;

import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import dev.licet.storage.sql.Unit;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;

/// Widevine roots with their service certificates, revoked certificates, and the levels of system ids.
public final class WidevineTrustAdministration {
    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final StoredWidevineTrust trust;

    public WidevineTrustAdministration(Store store, Vault vault, InstantSource clock, StoredWidevineTrust trust) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.trust = trust;
    }

    /// Adds an identity, which becomes the newest.
    /// @return its number
    public long add(WidevineIdentity identity) {
        return change("storing a Widevine identity", session -> (long) insert(session, identity));
    }

    private int insert(Session session, WidevineIdentity identity) throws SQLException {
        int id = Counters.next(session, "widevine_identity");
        session.change(
                "INSERT INTO widevine_identity (id, root, service_certificate, sealed_key, created)"
                        + " VALUES (?, ?, ?, ?, ?)",
                id,
                identity.root(),
                identity.serviceCertificate(),
                vault.seal(keyOf(id), identity.serviceKey().toPkcs8()),
                clock.instant());
        return id;
    }

    /// The column of the private key of an identity.
    public static Sealed keyOf(int id) {
        return new Sealed("widevine_identity", "sealed_key", id);
    }

    /// Removes an identity.
    public Outcome<Long> remove(long id) {
        return one(id, "DELETE FROM widevine_identity WHERE id = ?", id);
    }

    /// Revokes the certificate with that serial number; doing it twice changes the reason.
    public void revoke(byte[] serial, String reason) {
        change(
                "revoking a certificate",
                session -> session.change(
                        "INSERT INTO widevine_revocation (serial, reason, revoked) VALUES (?, ?, ?)"
                                + " ON CONFLICT (serial) DO UPDATE SET reason = excluded.reason",
                        HexFormat.of().formatHex(serial),
                        reason,
                        clock.instant()));
    }

    /// Takes a revocation back.
    public Outcome<byte[]> unrevoke(byte[] serial) {
        String digits = HexFormat.of().formatHex(serial);
        return one(serial, "DELETE FROM widevine_revocation WHERE serial = ?", digits);
    }

    /// Sets the highest robustness level, 1 to 5, that devices of a system id get keys for.
    public void limit(long systemId, int level) {
        if (level < 1 || level > 5) throw new IllegalArgumentException("level: must be 1 to 5");
        change(
                "setting a system's level",
                session -> session.change(
                        "INSERT INTO widevine_system (system, level) VALUES (?, ?)"
                                + " ON CONFLICT (system) DO UPDATE SET level = excluded.level",
                        systemId,
                        level));
    }

    /// Says nothing about a system id any more.
    public Outcome<Long> unlimit(long systemId) {
        return one(systemId, "DELETE FROM widevine_system WHERE system = ?", systemId);
    }

    private <T> Outcome<T> one(T named, String sql, Object parameter) {
        int changed = change("removing a Widevine entry", session -> session.change(sql, parameter));
        return changed == 1 ? Outcome.done(named) : Outcome.refused(Reason.NO_SUCH_ENTRY);
    }

    private <T> T change(String doing, Unit<T> unit) {
        T answer = store.write(doing, session -> {
            RefreshingCopy.changed(session, StoredWidevineTrust.KIND);
            return unit.run(session);
        });
        trust.expire();
        return answer;
    }
}
