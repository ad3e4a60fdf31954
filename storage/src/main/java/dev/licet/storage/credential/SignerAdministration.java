package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.Signer;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Store;
import java.time.InstantSource;
import java.util.List;

/// Making, listing and removing those who sign requests for keys and licenses.
public final class SignerAdministration {
    private static final String INSERT = "INSERT INTO signer (environment, name, account, kind, sealed_key, created)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (environment, name) DO NOTHING";

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
        return removed == 1 ? Outcome.done(name) : Outcome.refused(Reason.NO_SUCH_ENTRY);
    }

    /// The signers of an account, by their names.
    public List<SignerOverview> list(AccountId account, Environment environment) {
        return store.read(
                "listing signers",
                session -> session.all(
                        "SELECT name, kind, created FROM signer WHERE account = ? AND environment = ? ORDER BY name",
                        row -> new SignerOverview(row.text(), row.text(), row.time()),
                        account,
                        environment));
    }

    private <T> T expired(T answer) {
        signers.expire();
        return answer;
    }
}
