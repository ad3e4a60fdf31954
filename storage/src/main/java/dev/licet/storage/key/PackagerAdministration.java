package dev.licet.storage.key;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.TrackRules;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// What is set for the packagers of an account. Their seeds are made by [PackagerSeedAdministration].
public final class PackagerAdministration {
    private static final String PUT = "INSERT INTO packaging (account, environment, origin, skd, tracks)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, environment) DO UPDATE SET"
            + " origin = excluded.origin, skd = excluded.skd, tracks = excluded.tracks";

    private final Store store;
    private final StoredPackagingSettings options;

    public PackagerAdministration(Store store, StoredPackagingSettings options) {
        this.store = store;
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
                    if (wish.origin() == KeyOrigin.SEED
                            && PackagerSeedAdministration.newest(session, account, environment) == 0) {
                        return Outcome.<AccountId>refused(Reason.NO_SEED);
                    }
                    put(session, account, environment, wish);
                    return Outcome.done(account);
                });
        options.expire();
        return outcome;
    }

    static void put(Session session, AccountId account, Environment environment, PackagingOptions wish)
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
}
