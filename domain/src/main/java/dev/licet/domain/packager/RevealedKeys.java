package dev.licet.domain.packager;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.Event;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows people the values of keys that packagers were given. Each showing is on record before anybody sees a value.
///
/// @param provider opens keys and derives them
/// @param stored   the key storage
/// @param ledger   takes the record
public record RevealedKeys(KeyProvider provider, StoredKeys stored, Ledger ledger, InstantSource clock) {
    /// The reader of the keys, and the interface it uses.
    ///
    /// @param requestId the id of the request, or what stands for it
    /// @param door      the way in a word; for the record
    public record Reader(AccountId account, Environment environment, String requestId, String door) {}

    /// The values of keys: of those that the kek opens or, without one, of those that are derived.
    ///
    /// @return in the order of `keys`; those that cannot be shown like that are left out
    public List<ServedKey> reveal(Reader reader, List<PackagedKey> keys, Optional<Kek> kek) {
        List<ServedKey> shown = keys.stream()
                .flatMap(key -> kek
                        .map(given -> opened(reader, key, given))
                        .orElseGet(() -> provider.derived(reader.account(), reader.environment(), key))
                        .stream())
                .toList();
        if (!shown.isEmpty()) ledger.write(read(reader, shown));
        return shown;
    }

    private Optional<ServedKey> opened(Reader reader, PackagedKey key, Kek kek) {
        return stored.findWrapped(reader.account(), reader.environment(), key.kid())
                .flatMap(ek -> provider.opened(key, ek, kek));
    }

    private Event read(Reader reader, List<ServedKey> shown) {
        List<KeyId> kids = shown.stream().map(key -> key.key().kid()).toList();
        return new Event(
                Event.Kind.KEY_READ,
                clock.instant(),
                Event.Origin.ofKeys(reader.environment(), reader.account(), reader.requestId()),
                Optional.empty(),
                Event.Subject.of(kids),
                Map.of("door", reader.door()));
    }
}
