package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnds;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Widevine back ends in memory: all rows as they are sealed, and those that were asked for also opened.
public final class StoredWidevineBackEnds implements WidevineBackEnds {
    static final String KIND = "Widevine back ends";

    private static final String SELECT =
            "SELECT account, environment, kind, url, provider, sealed_secrets, changed FROM widevine_back_end";

    private record Owner(AccountId account, Environment environment) {}

    private record Stored(WidevineBackEndColumns row, byte[] sealed, Instant changed) {
        Owner owner() {
            return new Owner(row.account(), row.environment());
        }
    }

    private record Known(Map<Owner, Stored> sealed, Map<Owner, WidevineBackEnd> opened) {}

    private final Store store;
    private final Vault vault;
    private final RefreshingCopy<Known> known;

    public StoredWidevineBackEnds(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredWidevineBackEnds::load);
    }

    void expire() {
        known.expire();
    }

    private static Known load(Session session) throws SQLException {
        var sealed = session.all(SELECT, StoredWidevineBackEnds::read).stream()
                .collect(Collectors.toMap(Stored::owner, Function.identity()));
        return new Known(sealed, new ConcurrentHashMap<>());
    }

    private static Stored read(Row row) throws SQLException {
        var columns = new WidevineBackEndColumns(
                new AccountId(row.number()), row.environment(), row.text(), row.text(), row.text());
        return new Stored(columns, row.bytes(), row.time());
    }

    /// Only owners who have a row are remembered, so that made-up account numbers take no memory. A row that
    /// does not open is an exception and not "none": the operator wanted an upstream, and must learn that there
    /// is none.
    @Override
    public Optional<WidevineBackEnd> of(AccountId account, Environment environment) {
        var now = known.current();
        var owner = new Owner(account, environment);
        return Optional.ofNullable(now.sealed().get(owner))
                .map(stored -> now.opened().computeIfAbsent(owner, _ -> open(stored)));
    }

    private WidevineBackEnd open(Stored stored) {
        var row = stored.row();
        try {
            return row.backEnd(vault.open(row.secretsColumn(), stored.sealed()));
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged(
                    "opening the Widevine back end of account " + row.account() + " in "
                            + row.environment().word() + ", whose row was changed or moved: set or remove it",
                    tampered);
        }
    }

    /// The row as it is now, without its secrets.
    Optional<WidevineBackEndOverview> entry(AccountId account, Environment environment) {
        return store.read(
                        "reading a Widevine back end",
                        session -> session.first(
                                SELECT + " WHERE account = ? AND environment = ?",
                                StoredWidevineBackEnds::read,
                                account,
                                environment))
                .map(this::entry);
    }

    private WidevineBackEndOverview entry(Stored stored) {
        var row = stored.row();
        return new WidevineBackEndOverview(
                row.account(),
                row.environment(),
                row.shownKind(),
                Optional.of(row.url()).filter(url -> !url.isEmpty()),
                Optional.of(row.provider()).filter(provider -> !provider.isEmpty()),
                headers(open(stored)),
                row.isUnread(),
                stored.changed());
    }

    private static List<String> headers(WidevineBackEnd backEnd) {
        return switch (backEnd) {
            case WidevineBackEnd.Relay relay ->
                relay.headers().stream().map(UpstreamHeader::name).toList();
            case WidevineBackEnd.Embedded none -> List.of();
            case WidevineBackEnd.SignedJson none -> List.of();
        };
    }
}
