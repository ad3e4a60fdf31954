package dev.licet.dashboard;

import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.OnAir;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.record.Event;
import dev.licet.storage.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of one piece of content that packagers of an account were given.
///
/// @param provider opens keys and derives them
record PackagedContents(Database database, KeyProvider provider, InstantSource clock) {
    /// The newest ones.
    List<PackagedKey> keys(Visit visit, String contentId) {
        return database.packagedKeys().ofContent(visit.accountId(), visit.environment(), contentId, OnAir.LOOKED_AT);
    }

    /// Those of them that are on air now.
    Set<PackagedKey> onAir(List<PackagedKey> keys) {
        return new HashSet<>(OnAir.of(keys, clock.instant()));
    }

    /// The values of keys, of those that this kek opens or, without one, those that are derived; the reading is
    /// recorded.
    List<ServedKey> reveal(Visit visit, List<PackagedKey> keys, Optional<Kek> kek) {
        List<ServedKey> shown = kek.map(given -> opened(visit, keys, given)).orElseGet(() -> derived(visit, keys));
        if (!shown.isEmpty()) database.ledger().write(read(visit, shown));
        return shown;
    }

    private List<ServedKey> derived(Visit visit, List<PackagedKey> keys) {
        return keys.stream()
                .flatMap(key -> provider.derived(visit.accountId(), visit.environment(), key).stream())
                .toList();
    }

    private List<ServedKey> opened(Visit visit, List<PackagedKey> keys, Kek kek) {
        var opened = new ArrayList<ServedKey>();
        for (PackagedKey key : keys) {
            database.storedKeys()
                    .findWrapped(visit.accountId(), visit.environment(), key.kid())
                    .flatMap(ek -> provider.opened(key, ek, kek))
                    .ifPresent(opened::add);
        }
        return opened;
    }

    private Event read(Visit visit, List<ServedKey> shown) {
        var kids = shown.stream().map(key -> key.key().kid()).toList();
        return new Event(
                Event.Kind.KEY_READ,
                clock.instant(),
                Event.Origin.ofKeys(
                        visit.environment(), visit.accountId(), visit.request().id()),
                Optional.empty(),
                Event.Subject.of(kids),
                Map.of("door", "dashboard"));
    }
}
