package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Setting, showing and removing what PlayReady needs for an account in one environment.
public final class PlayReadyAdministration {
    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final StoredPlayReadySetups setups;

    public PlayReadyAdministration(Store store, Vault vault, InstantSource clock, StoredPlayReadySetups setups) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.setups = setups;
    }

    /// Sets the license maker, in place of the one before. Microsoft's public test server is refused in
    /// production.
    public Outcome<AccountId> set(AccountId account, Environment environment, PlayReadyBackEnd backEnd) {
        if (environment == Environment.PRODUCTION && backEnd instanceof PlayReadyBackEnd.MicrosoftTest) {
            return Outcome.refused(Reason.TEST_ENVIRONMENT_ONLY);
        }
        return change(account, environment, setup -> setup.with(Optional.of(backEnd)));
    }

    /// Leaves the account without a license maker, also when what was set up does not open.
    public Outcome<AccountId> remove(AccountId account, Environment environment) {
        int removed = expired(store.write("removing a PlayReady set-up", session -> {
            RefreshingCopy.changed(session, StoredPlayReadySetups.KIND);
            return session.change(
                    "DELETE FROM playready_setup WHERE account = ? AND environment = ?", account, environment);
        }));
        return removed == 1 ? Outcome.done(account) : Outcome.refused(Reason.NO_SUCH_ENTRY);
    }

    /// Sets what packagers write into content headers; nothing when it is empty.
    public Outcome<AccountId> announce(AccountId account, Environment environment, Optional<URI> acquisitionUrl) {
        return change(account, environment, setup -> setup.at(acquisitionUrl));
    }

    private Outcome<AccountId> change(
            AccountId account, Environment environment, UnaryOperator<PlayReadySetup> change) {
        boolean stored = expired(store.write("storing a PlayReady set-up", session -> {
            if (!AccountAdministration.exists(session, account)) return false;
            var before = setups.present(session, account, environment).orElse(PlayReadySetup.NONE);
            put(session, account, environment, change.apply(before));
            return true;
        }));
        return stored ? Outcome.done(account) : Outcome.refused(Reason.NO_SUCH_ACCOUNT);
    }

    private void put(Session session, AccountId account, Environment environment, PlayReadySetup setup)
            throws SQLException {
        var row = PlayReadyColumns.of(account, environment, setup);
        session.change(
                "INSERT INTO playready_setup (account, environment, kind, url, acquisition_url, sealed_secrets, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, environment) DO UPDATE SET"
                        + " kind = excluded.kind, url = excluded.url, acquisition_url = excluded.acquisition_url,"
                        + " sealed_secrets = excluded.sealed_secrets, changed = excluded.changed",
                account,
                environment,
                row.kind(),
                row.url(),
                row.acquisitionUrl(),
                vault.seal(row.secretsColumn(), PlayReadyColumns.secrets(setup)),
                clock.instant());
        RefreshingCopy.changed(session, StoredPlayReadySetups.KIND);
    }

    /// How it is set up; empty when it is not. Throws [dev.licet.domain.StoreDamaged] when its row was tampered
    /// with.
    public Optional<PlayReadyOverview> show(AccountId account, Environment environment) {
        return setups.overview(account, environment);
    }

    private <T> T expired(T answer) {
        setups.expire();
        return answer;
    }
}
