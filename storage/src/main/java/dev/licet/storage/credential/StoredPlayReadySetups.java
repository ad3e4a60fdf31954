package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How PlayReady is set up, in memory: all rows as they are sealed, and those that were asked for also opened.
public final class StoredPlayReadySetups implements PlayReadySetups {
    static final String KIND = "PlayReady set-ups";

    private static final String SELECT =
            "SELECT account, environment, kind, url, acquisition_url, sealed_secrets, changed FROM playready_setup";

    private record Owner(AccountId account, Environment environment) {}

    private record Stored(PlayReadyColumns row, byte[] sealed, Instant changed) {
        Owner owner() {
            return new Owner(row.account(), row.environment());
        }
    }

    private record Known(Map<Owner, Stored> sealed, Map<Owner, PlayReadySetup> opened) {}

    private final Store store;
    private final Vault vault;
    private final RefreshingCopy<Known> known;

    public StoredPlayReadySetups(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredPlayReadySetups::load);
    }

    void expire() {
        known.expire();
    }

    private static Known load(Session session) throws SQLException {
        var sealed = session.all(SELECT, StoredPlayReadySetups::read).stream()
                .collect(Collectors.toMap(Stored::owner, Function.identity()));
        return new Known(sealed, new ConcurrentHashMap<>());
    }

    private static Stored read(Row row) throws SQLException {
        var columns = new PlayReadyColumns(
                new AccountId(row.number()), row.environment(), row.text(), row.text(), row.text());
        return new Stored(columns, row.bytes(), row.time());
    }

    /// Only owners who have a row are remembered, so that made-up account numbers take no memory. A row that
    /// does not open is an exception and not "none".
    @Override
    public PlayReadySetup of(AccountId account, Environment environment) {
        var now = known.current();
        var owner = new Owner(account, environment);
        Stored stored = now.sealed().get(owner);
        return stored == null ? PlayReadySetup.NONE : now.opened().computeIfAbsent(owner, _ -> open(stored));
    }

    private PlayReadySetup open(Stored stored) {
        var row = stored.row();
        try {
            return row.setup(vault.open(row.secretsColumn(), stored.sealed()));
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged(
                    "opening the PlayReady set-up of account " + row.account() + " in "
                            + row.environment().word() + ", whose row was changed or moved: set or remove it",
                    tampered);
        }
    }

    /// The row as it is now.
    Optional<PlayReadySetup> present(Session session, AccountId account, Environment environment) throws SQLException {
        return row(session, account, environment).map(this::open);
    }

    private static Optional<Stored> row(Session session, AccountId account, Environment environment)
            throws SQLException {
        return session.first(
                SELECT + " WHERE account = ? AND environment = ?", StoredPlayReadySetups::read, account, environment);
    }

    /// The row as it is now, without its secrets.
    Optional<PlayReadyOverview> overview(AccountId account, Environment environment) {
        return store.read("reading a PlayReady set-up", session -> row(session, account, environment))
                .map(this::overview);
    }

    private PlayReadyOverview overview(Stored stored) {
        var setup = open(stored);
        return new PlayReadyOverview(
                stored.row().account(),
                stored.row().environment(),
                setup.backEnd().map(PlayReadyBackEnd::word),
                setup.backEnd().map(PlayReadyBackEnd::url).map(URI::toString),
                setup.backEnd().map(StoredPlayReadySetups::names).orElse(List.of()),
                setup.acquisitionUrl().map(URI::toString),
                stored.changed());
    }

    private static List<String> names(PlayReadyBackEnd backEnd) {
        return switch (backEnd) {
            case PlayReadyBackEnd.Handler handler ->
                handler.secrets().stream().map(GrantSecret::id).toList();
            case PlayReadyBackEnd.Vendor vendor ->
                vendor.headers().stream().map(UpstreamHeader::name).toList();
            case PlayReadyBackEnd.MicrosoftTest server -> List.of();
        };
    }
}
