package dev.licet.storage.key;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// The seeds that the keys of packagers are derived from, by account and environment.
public final class PackagerSeedAdministration {
    /// Length of a seed in bytes.
    public static final int SEED_BYTES = 32;

    private static final String LIST = "SELECT s.number, s.created,"
            + " (SELECT COUNT(*) FROM packaged_key AS k WHERE k.account = s.account"
            + " AND k.environment = s.environment AND k.seed = s.number),"
            + " (SELECT MAX(n.number) FROM packager_seed AS n WHERE n.account = s.account"
            + " AND n.environment = s.environment) FROM packager_seed AS s"
            + " WHERE s.account = ? AND s.environment = ? ORDER BY s.number";

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;
    private final SecureRandom random;
    private final StoredPackagerSeeds seeds;
    private final StoredPackagingSettings options;

    public PackagerSeedAdministration(
            Store store,
            Vault vault,
            InstantSource clock,
            SecureRandom random,
            StoredPackagerSeeds seeds,
            StoredPackagingSettings options) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
        this.seeds = seeds;
        this.options = options;
    }

    /// Makes the first seed and has keys derived from it from now on.
    /// @return its number
    public Outcome<Integer> create(AccountId account, Environment environment) {
        PackagingOptions before = options.of(account, environment);
        return expired(store.write("making a seed", new AccountEnvironment(account, environment), session -> {
            if (!AccountAdministration.exists(session, account))
                return Outcome.<Integer>refused(Reason.NO_SUCH_ACCOUNT);
            if (newest(session, account, environment) > 0) return Outcome.<Integer>refused(Reason.SEED_EXISTS);
            add(session, account, environment, 1);
            PackagerAdministration.put(session, account, environment, before.from(KeyOrigin.SEED));
            return Outcome.done(1);
        }));
    }

    /// Adds a seed, which new keys are derived from; those that were given out keep theirs.
    /// @return its number
    public Outcome<Integer> rotate(AccountId account, Environment environment) {
        return expired(store.write("adding a seed", new AccountEnvironment(account, environment), session -> {
            if (!AccountAdministration.exists(session, account))
                return Outcome.<Integer>refused(Reason.NO_SUCH_ACCOUNT);
            int newest = newest(session, account, environment);
            if (newest == 0) return Outcome.<Integer>refused(Reason.NO_SEED);
            add(session, account, environment, newest + 1);
            return Outcome.done(newest + 1);
        }));
    }

    private void add(Session session, AccountId account, Environment environment, int number) throws SQLException {
        var name = new StoredPackagerSeeds.Name(account, environment, number);
        session.change(
                "INSERT INTO packager_seed (account, environment, number, sealed_seed, created) VALUES (?, ?, ?, ?, ?)",
                account,
                environment,
                number,
                vault.seal(name.column(), SecretBytes.random(random, SEED_BYTES)),
                clock.instant());
        RefreshingCopy.changed(session, StoredPackagerSeeds.KIND);
    }

    static int newest(Session session, AccountId account, Environment environment) throws SQLException {
        return (int) session.number(StoredPackagerSeeds.NEWEST, account, environment);
    }

    private <T> T expired(T outcome) {
        seeds.expire();
        options.expire();
        return outcome;
    }

    /// All seeds, oldest first.
    public List<PackagerSeedOverview> list(AccountId account, Environment environment) {
        return store.read(
                "listing seeds", session -> session.all(LIST, PackagerSeedAdministration::entry, account, environment));
    }

    private static PackagerSeedOverview entry(Row row) throws SQLException {
        int number = row.small();
        return new PackagerSeedOverview(number, row.time(), row.number(), row.small() == number);
    }
}
