package dev.licet.storage.key;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.TrackRules;
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
import java.util.stream.Collectors;

/// What is set for the packagers of an account, and the seeds of their keys.
public final class PackagerAdministration {
    /// Length of a seed in bytes.
    public static final int SEED_BYTES = 32;

    private static final String PUT = "INSERT INTO packaging (account, environment, origin, skd, tracks)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, environment) DO UPDATE SET"
            + " origin = excluded.origin, skd = excluded.skd, tracks = excluded.tracks";
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

    public PackagerAdministration(
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

    /// What is set.
    public PackagingOptions options(AccountId account, Environment environment) {
        return options.of(account, environment);
    }

    /// Sets it, in place of what was set before. The origin [KeyOrigin#SEED] needs a seed.
    public Outcome<AccountId> configure(AccountId account, Environment environment, PackagingOptions wish) {
        var outcome = store.write(
                "storing the options of packagers", new AccountEnvironment(account, environment), session -> {
                    if (!AccountAdministration.exists(session, account)) {
                        return Outcome.<AccountId>refused(Reason.NO_SUCH_ACCOUNT);
                    }
                    if (wish.origin() == KeyOrigin.SEED && newest(session, account, environment) == 0) {
                        return Outcome.<AccountId>refused(Reason.NO_SEED);
                    }
                    put(session, account, environment, wish);
                    return Outcome.done(account);
                });
        options.expire();
        return outcome;
    }

    private static void put(Session session, AccountId account, Environment environment, PackagingOptions wish)
            throws SQLException {
        session.change(
                PUT, account, environment, wish.origin().word(), wish.skd().word(), differing(wish.tracks()));
        RefreshingCopy.changed(session, StoredPackagingSettings.KIND);
    }

    /// Stores only the rules that differ from the shipped ones, so that later improvements reach accounts that
    /// have set nothing.
    private static String differing(TrackRules tracks) {
        List<String> shipped = TrackRules.DEFAULT.words();
        return tracks.words().stream().filter(words -> !shipped.contains(words)).collect(Collectors.joining(" "));
    }

    /// Makes the first seed and has keys derived from it from now on.
    /// @return its number
    public Outcome<Integer> createSeed(AccountId account, Environment environment) {
        PackagingOptions before = options(account, environment);
        return expired(store.write("making a seed", new AccountEnvironment(account, environment), session -> {
            if (!AccountAdministration.exists(session, account))
                return Outcome.<Integer>refused(Reason.NO_SUCH_ACCOUNT);
            if (newest(session, account, environment) > 0) return Outcome.<Integer>refused(Reason.SEED_EXISTS);
            add(session, account, environment, 1);
            put(session, account, environment, before.from(KeyOrigin.SEED));
            return Outcome.done(1);
        }));
    }

    /// Adds a seed, which new keys are derived from; those that were given out keep theirs.
    /// @return its number
    public Outcome<Integer> rotateSeed(AccountId account, Environment environment) {
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

    private static int newest(Session session, AccountId account, Environment environment) throws SQLException {
        return (int) session.number(StoredPackagerSeeds.NEWEST, account, environment);
    }

    private <T> T expired(T outcome) {
        seeds.expire();
        options.expire();
        return outcome;
    }

    /// All seeds, oldest first.
    public List<PackagerSeedOverview> seeds(AccountId account, Environment environment) {
        return store.read(
                "listing seeds", session -> session.all(LIST, PackagerAdministration::entry, account, environment));
    }

    private static PackagerSeedOverview entry(Row row) throws SQLException {
        int number = row.small();
        return new PackagerSeedOverview(number, row.time(), row.number(), row.small() == number);
    }
}
