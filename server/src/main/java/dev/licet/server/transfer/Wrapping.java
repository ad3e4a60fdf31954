package dev.licet.server.transfer;

import dev.licet.domain.key.Kek;
import dev.licet.domain.keystore.StoredKey;
import java.util.Optional;

/// How keys change on their way out.
public sealed interface Wrapping {
    /// Not at all.
    record AsStored() implements Wrapping {}

    /// From one kek to another, with the id of that one.
    record Anew(Kek from, Kek to) implements Wrapping {}

    /// Throws [WrongKek] when the old kek does not open the key.
    default StoredKey applied(StoredKey key) {
        return switch (this) {
            case AsStored() -> key;
            case Anew(Kek from, Kek to) ->
                new StoredKey(
                        key.kid(),
                        to.wrap(from.unwrap(key.ek()).orElseThrow(() -> new WrongKek(key.kid()))),
                        Optional.of(to.id(Kek.IdForm.SPECIFICATION)),
                        key.info(),
                        key.contentId(),
                        key.expiration(),
                        key.lastUpdate());
        };
    }
}
