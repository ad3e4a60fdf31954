package dev.licet.storage.key;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.PackagingSettings;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.packager.TrackRules;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/// What is set for packagers, in memory.
public final class StoredPackagingSettings implements PackagingSettings {
    static final String KIND = "packaging options";

    private record Owner(AccountId account, Environment environment) {}

    private record Stored(Owner owner, PackagingOptions options) {}

    private final RefreshingCopy<Map<Owner, PackagingOptions>> known;

    public StoredPackagingSettings(Store store, InstantSource clock) {
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredPackagingSettings::load);
    }

    void expire() {
        known.expire();
    }

    private static Map<Owner, PackagingOptions> load(Session session) throws SQLException {
        return session
                .all("SELECT account, environment, origin, skd, tracks FROM packaging", StoredPackagingSettings::read)
                .stream()
                .collect(Collectors.toMap(Stored::owner, Stored::options));
    }

    private static Stored read(Row row) throws SQLException {
        var owner = new Owner(new AccountId(row.number()), row.environment());
        var origin = KeyOrigin.named(row.text()).orElseThrow(StoredPackagingSettings::unknown);
        var skd = SkdForm.named(row.text()).orElseThrow(StoredPackagingSettings::unknown);
        return new Stored(owner, new PackagingOptions(origin, skd, tracks(row.text())));
    }

    private static SQLException unknown() {
        return new SQLException("the options of packagers have a word that there is not");
    }

    private static TrackRules tracks(String text) throws SQLException {
        var rules = TrackRules.DEFAULT;
        try {
            for (String one : text.split(" ")) if (!one.isEmpty()) rules = rules.changed(one);
        } catch (IllegalArgumentException unreadable) {
            throw new SQLException(unreadable.getMessage());
        }
        return rules;
    }

    @Override
    public PackagingOptions of(AccountId account, Environment environment) {
        return known.current().getOrDefault(new Owner(account, environment), PackagingOptions.DEFAULT);
    }
}
