package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/// Setting, showing and removing the Widevine back end of an account in one environment.
public final class WidevineBackEndAdministration {
    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final StoredWidevineBackEnds backEnds;

    public WidevineBackEndAdministration(
            Store store, Vault vault, InstantSource clock, StoredWidevineBackEnds backEnds) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.backEnds = backEnds;
    }

    /// Sets it, in place of the one before.
    public Outcome<AccountId> set(AccountId account, Environment environment, WidevineBackEnd backEnd) {
        boolean stored = expired(store.write("storing a Widevine back end", session -> {
            if (!AccountAdministration.exists(session, account)) return false;
            put(session, WidevineBackEndColumns.of(account, environment, backEnd), backEnd);
            return true;
        }));
        return stored ? Outcome.done(account) : Outcome.refused(Reason.NO_SUCH_ACCOUNT);
    }

    private void put(Session session, WidevineBackEndColumns row, WidevineBackEnd backEnd) throws SQLException {
        session.change(
                "INSERT INTO widevine_back_end (account, environment, kind, url, provider, sealed_secrets, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, environment) DO UPDATE SET"
                        + " kind = excluded.kind, url = excluded.url, provider = excluded.provider,"
                        + " sealed_secrets = excluded.sealed_secrets, changed = excluded.changed",
                row.account(),
                row.environment(),
                row.kind(),
                row.url(),
                row.provider(),
                vault.seal(row.secretsColumn(), WidevineBackEndColumns.secrets(backEnd)),
                clock.instant());
        RefreshingCopy.changed(session, StoredWidevineBackEnds.KIND);
    }

    /// How it is set; empty when it is not. Throws [dev.licet.domain.StoreDamaged] when its row was tampered with.
    public Optional<WidevineBackEndOverview> show(AccountId account, Environment environment) {
        return backEnds.entry(account, environment);
    }

    /// Removes it, also when it does not open.
    public Outcome<AccountId> remove(AccountId account, Environment environment) {
        int removed = expired(store.write("removing a Widevine back end", session -> {
            RefreshingCopy.changed(session, StoredWidevineBackEnds.KIND);
            return session.change(
                    "DELETE FROM widevine_back_end WHERE account = ? AND environment = ?", account, environment);
        }));
        return removed == 1 ? Outcome.done(account) : Outcome.refused(Reason.NO_SUCH_ENTRY);
    }

    private <T> T expired(T answer) {
        backEnds.expire();
        return answer;
    }
}
