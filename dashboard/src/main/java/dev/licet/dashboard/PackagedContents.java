package dev.licet.dashboard;

import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.OnAir;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.RevealedKeys;
import dev.licet.domain.packager.ServedKey;
import dev.licet.storage.Database;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
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
        var reader = new RevealedKeys.Reader(
                visit.accountId(), visit.environment(), visit.request().id(), "dashboard");
        return new RevealedKeys(provider, database.storedKeys(), database.ledger(), clock).reveal(reader, keys, kek);
    }
}
