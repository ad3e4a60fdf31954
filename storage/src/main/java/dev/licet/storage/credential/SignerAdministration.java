package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.Signer;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Making, listing and removing those who sign requests for keys and licenses.
public final class SignerAdministration {
    private static final String INSERT = "INSERT INTO signer (environment, name, account, kind, sealed_key, created)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (environment, name) DO NOTHING";
    private static final String SHOWN =
            "SELECT environment, name, account, kind, created, sealed_dual_run FROM signer WHERE account = ?";
    private static final String ROTATE =
            "UPDATE signer SET kind = ?, sealed_key = ?, sealed_dual_run = ? WHERE environment = ? AND name = ?";
    private static final String ONE =
            "SELECT environment, name, account, kind FROM signer WHERE environment = ? AND name = ? AND account = ?";

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final StoredSigners signers;

    public SignerAdministration(Store store, Vault vault, InstantSource clock, StoredSigners signers) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.signers = signers;
    }

    /// Makes a signer. A name is taken once in an environment, whosever it is, because it stands alone in the path.
    public Outcome<Signer> create(Signer signer) {
        var row = SignerColumns.of(signer);
        byte[] sealed = vault.seal(row.keyColumn(), SignerColumns.secrets(signer.key()));
        return expired(store.write("making a signer", session -> {
            if (!AccountAdministration.exists(session, row.account())) {
                return Outcome.<Signer>refused(Reason.NO_SUCH_ACCOUNT);
            }
            int made = session.change(
                    INSERT, row.environment(), row.name(), row.account(), row.kind(), sealed, clock.instant());
            if (made == 0) return Outcome.<Signer>refused(Reason.SIGNER_EXISTS);
            RefreshingCopy.changed(session, StoredSigners.KIND);
            return Outcome.done(signer);
        }));
    }

    /// Gives a signer of an account another key, which is its only one from then on. A dual run stays.
    public Outcome<Signer> rotate(Signer signer) {
        var row = SignerColumns.of(signer);
        byte[] sealed = vault.seal(row.keyColumn(), SignerColumns.secrets(signer.key()));
        return expired(store.write("giving a signer another key", session -> {
            Optional<SignerOverview> before = session.first(
                    SHOWN + " AND environment = ? AND name = ?",
                    this::overview,
                    row.account(),
                    row.environment(),
                    row.name());
            if (before.isEmpty()) return Outcome.<Signer>refused(Reason.NO_SUCH_SIGNER);
            Optional<byte[]> run = before.get().dualRun().map(set -> sealed(row, set));
            session.change(ROTATE, row.kind(), sealed, run, row.environment(), row.name());
            RefreshingCopy.changed(session, StoredSigners.KIND);
            return Outcome.done(signer);
        }));
    }

    private byte[] sealed(SignerColumns row, DualRun run) {
        return vault.seal(row.dualRunColumn(), SignerColumns.sealedText(run));
    }

    /// Removes a signer of that account; its signatures count no more.
    public Outcome<String> remove(AccountId account, Environment environment, String name) {
        int removed = expired(store.write("removing a signer", session -> {
            RefreshingCopy.changed(session, StoredSigners.KIND);
            return session.change(
                    "DELETE FROM signer WHERE environment = ? AND name = ? AND account = ?",
                    environment,
                    name,
                    account);
        }));
        return removed == 1 ? Outcome.done(name) : Outcome.refused(Reason.NO_SUCH_SIGNER);
    }

    /// The signers of an account, by their names.
    public List<SignerOverview> list(AccountId account, Environment environment) {
        return store.read(
                "listing signers",
                session -> session.all(
                        SHOWN + " AND environment = ? ORDER BY name", this::overview, account, environment));
    }

    private SignerOverview overview(Row row) throws SQLException {
        var columns = columns(row);
        return new SignerOverview(
                columns.name(),
                columns.kind(),
                row.time(),
                row.maybeBytes().map(run -> StoredSigners.openRun(vault, columns, run)));
    }

    /// Says where else the requests of a signer go, in place of what was said before.
    ///
    /// @param run empty for nowhere
    /// @return the name of the signer
    public Outcome<String> dualRun(AccountId account, Environment environment, String name, Optional<DualRun> run) {
        return expired(store.write("setting a dual run", session -> {
            var row = session.first(ONE, SignerAdministration::columns, environment, name, account);
            if (row.isEmpty()) return Outcome.<String>refused(Reason.NO_SUCH_SIGNER);
            Optional<byte[]> column = run.map(set -> sealed(row.get(), set));
            session.change(
                    "UPDATE signer SET sealed_dual_run = ? WHERE environment = ? AND name = ?",
                    column,
                    environment,
                    name);
            RefreshingCopy.changed(session, StoredSigners.KIND);
            return Outcome.done(name);
        }));
    }

    private static SignerColumns columns(Row row) throws SQLException {
        return new SignerColumns(row.environment(), row.text(), new AccountId(row.number()), row.text());
    }

    private <T> T expired(T answer) {
        signers.expire();
        return answer;
    }
}
