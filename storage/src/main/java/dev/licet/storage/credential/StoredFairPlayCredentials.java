package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// FairPlay credentials in memory: all rows as they are sealed, and those that were asked for also opened.
public final class StoredFairPlayCredentials implements FairPlayCredentials {
    static final String KIND = "FairPlay credentials";

    private static final String SELECT = "SELECT account, environment, id, certificate, sealed_keys, sealed_secret,"
            + " derivation FROM fairplay_credential ORDER BY id DESC";

    /// Whose credentials they are; without an account, the installation's own.
    public record Owner(Optional<AccountId> account, Environment environment) {
        /// As it stands in seals.
        @Override
        public String toString() {
            return account.map(AccountId::toString).orElse("-") + " " + environment.word();
        }
    }

    private record Stored(
            Owner owner, int id, byte[] certificate, byte[] sealedKeys, byte[] sealedSecret, String derivation) {}

    private record Known(Map<Owner, List<Stored>> sealed, Map<Owner, List<FairPlayCredential>> opened) {}

    private final Store store;
    private final Vault vault;
    private final FairPlayUses uses;
    private final RefreshingCopy<Known> known;

    public StoredFairPlayCredentials(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.uses = new FairPlayUses(store, clock);
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredFairPlayCredentials::load);
    }

    void expire() {
        known.expire();
    }

    private static Known load(Session session) throws SQLException {
        var sealed = session.all(SELECT, StoredFairPlayCredentials::read).stream()
                .collect(Collectors.groupingBy(Stored::owner));
        return new Known(sealed, new ConcurrentHashMap<>());
    }

    private static Stored read(Row row) throws SQLException {
        var owner = new Owner(row.maybeAccount(), row.environment());
        return new Stored(owner, row.small(), row.bytes(), row.bytes(), row.bytes(), row.text());
    }

    @Override
    public List<FairPlayCredential> of(AccountId account, Environment environment) {
        var now = known.current();
        var own = opened(now, new Owner(Optional.of(account), environment));
        return switch (environment) {
            case PRODUCTION -> own;
            case TEST ->
                Stream.concat(own.stream(), opened(now, new Owner(Optional.empty(), environment)).stream())
                        .toList();
        };
    }

    /// Only owners who have a row are remembered, so that made-up account numbers take no memory.
    private List<FairPlayCredential> opened(Known now, Owner owner) {
        var sealed = now.sealed().get(owner);
        if (sealed == null) return List.of();
        return now.opened()
                .computeIfAbsent(owner, _ -> sealed.stream().map(this::open).toList());
    }

    @Override
    public void used(FairPlayCredential credential) {
        uses.note(credential.id());
    }

    private FairPlayCredential open(Stored row) {
        try {
            var keys = vault.open(FairPlayColumns.keysOf(row.id(), row.owner()), row.sealedKeys());
            var secret = vault.open(FairPlayColumns.secretOf(row.id(), row.owner()), row.sealedSecret());
            return new FairPlayCredential(
                    row.id(), row.certificate(), FairPlayColumns.split(keys), secret, row.derivation());
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged("opening FairPlay credentials", tampered);
        }
    }
}
