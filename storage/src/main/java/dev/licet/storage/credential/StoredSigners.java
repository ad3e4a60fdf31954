package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRuns;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signers;
import dev.licet.storage.seal.BrokenSeal;
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

/// Signers in memory: all rows as they are sealed, and those that were asked for also opened.
public final class StoredSigners implements Signers, DualRuns {
    static final String KIND = "signers";

    private static final String ALL =
            "SELECT environment, name, account, kind, sealed_key, sealed_dual_run FROM signer";

    private record Id(Environment environment, String name) {}

    private record Stored(SignerColumns row, byte[] sealed, Optional<byte[]> sealedRun) {
        Id id() {
            return new Id(row.environment(), row.name());
        }
    }

    private record Known(Map<Id, Stored> sealed, Map<Id, Signer> opened, Map<Id, DualRun> runs) {}

    private final Vault vault;
    private final RefreshingCopy<Known> known;

    public StoredSigners(Store store, Vault vault, InstantSource clock) {
        this.vault = vault;
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredSigners::load);
    }

    void expire() {
        known.expire();
    }

    private static Known load(Session session) throws SQLException {
        var sealed =
                session.all(ALL, StoredSigners::read).stream().collect(Collectors.toMap(Stored::id, stored -> stored));
        return new Known(sealed, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private static Stored read(Row row) throws SQLException {
        var columns = new SignerColumns(row.environment(), row.text(), new AccountId(row.number()), row.text());
        return new Stored(columns, row.bytes(), row.maybeBytes());
    }

    /// Only names that have a row are remembered, so that made-up ones take no memory.
    @Override
    public Optional<Signer> find(Environment environment, String name) {
        var now = known.current();
        var id = new Id(environment, name);
        return Optional.ofNullable(now.sealed().get(id))
                .map(stored -> now.opened().computeIfAbsent(id, _ -> open(stored)));
    }

    @Override
    public Optional<DualRun> dualRun(Environment environment, String name) {
        var now = known.current();
        var id = new Id(environment, name);
        return Optional.ofNullable(now.sealed().get(id))
                .filter(stored -> stored.sealedRun().isPresent())
                .map(stored -> now.runs()
                        .computeIfAbsent(
                                id,
                                _ -> openRun(
                                        vault, stored.row(), stored.sealedRun().orElseThrow())));
    }

    /// Throws [StoreDamaged] where the row was changed.
    static DualRun openRun(Vault vault, SignerColumns row, byte[] sealed) {
        try {
            return SignerColumns.dualRun(vault.open(row.dualRunColumn(), sealed));
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged(
                    "opening the dual run of the signer " + row.name() + " in "
                            + row.environment().word() + ", whose row was changed or moved: remove it or set it anew",
                    tampered);
        }
    }

    private Signer open(Stored stored) {
        var row = stored.row();
        try {
            return row.signer(vault.open(row.keyColumn(), stored.sealed()));
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged(
                    "opening the key of the signer " + row.name() + " in "
                            + row.environment().word() + ", whose row was changed or moved: remove it",
                    tampered);
        }
    }
}
