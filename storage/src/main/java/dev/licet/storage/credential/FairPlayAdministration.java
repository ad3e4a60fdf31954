package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Storing, listing and removing FairPlay credentials.
public final class FairPlayAdministration {
    private static final String INSERT = "INSERT INTO fairplay_credential"
            + " (id, account, environment, certificate, sealed_keys, sealed_secret, derivation, created)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final StoredFairPlayCredentials credentials;

    public FairPlayAdministration(
            Store store, Vault vault, InstantSource clock, StoredFairPlayCredentials credentials) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.credentials = credentials;
    }

    /// Stores credentials of an account; they come before those that it has.
    /// @return their number
    public Outcome<Long> add(AccountId account, Environment environment, NewFairPlayCredential credential) {
        return expired(store.write(
                "storing FairPlay credentials",
                session -> AccountAdministration.exists(session, account)
                        ? Outcome.done(insert(session, Optional.of(account), environment, credential))
                        : Outcome.refused(Reason.NO_SUCH_ACCOUNT)));
    }

    /// Stores the installation's own credentials, which every account may use in the test environment.
    /// @return their number
    public long addForTests(NewFairPlayCredential credential) {
        return expired(store.write(
                "storing FairPlay credentials",
                session -> insert(session, Optional.empty(), Environment.TEST, credential)));
    }

    private long insert(
            Session session, Optional<AccountId> account, Environment environment, NewFairPlayCredential credential)
            throws SQLException {
        int id = Counters.next(session, "fairplay_credential");
        var owner = new StoredFairPlayCredentials.Owner(account, environment);
        session.change(
                INSERT,
                id,
                account,
                environment,
                credential.certificate(),
                vault.seal(FairPlayColumns.keysOf(id, owner), FairPlayColumns.join(credential.privateKeys())),
                vault.seal(FairPlayColumns.secretOf(id, owner), credential.secret()),
                credential.derivation(),
                clock.instant());
        RefreshingCopy.changed(session, StoredFairPlayCredentials.KIND);
        return id;
    }

    /// All credentials, oldest first.
    public List<FairPlayOverview> list() {
        return store.read(
                "listing FairPlay credentials",
                session -> session.all(
                        "SELECT c.id, c.account, c.environment, c.derivation, c.created, u.at"
                                + " FROM fairplay_credential AS c LEFT JOIN fairplay_use AS u ON u.credential = c.id"
                                + " ORDER BY c.id",
                        FairPlayAdministration::entry));
    }

    private static FairPlayOverview entry(Row row) throws SQLException {
        return new FairPlayOverview(
                row.number(), row.maybeAccount(), row.environment(), row.text(), row.time(), row.maybeTime());
    }

    /// Removes credentials.
    public Outcome<Long> remove(long id) {
        int removed = expired(store.write("removing FairPlay credentials", session -> {
            RefreshingCopy.changed(session, StoredFairPlayCredentials.KIND);
            session.change("DELETE FROM fairplay_use WHERE credential = ?", id);
            return session.change("DELETE FROM fairplay_credential WHERE id = ?", id);
        }));
        return removed == 1 ? Outcome.done(id) : Outcome.refused(Reason.NO_SUCH_ENTRY);
    }

    private <T> T expired(T answer) {
        credentials.expire();
        return answer;
    }
}
