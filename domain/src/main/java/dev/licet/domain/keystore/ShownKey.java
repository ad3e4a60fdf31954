package dev.licet.domain.keystore;

import dev.licet.crypto.SecretBytes;
import java.util.Optional;

/// A stored key on its way to its owner.
///
/// @param value the content key in clear; present when the caller sent the kek that opens it
public record ShownKey(StoredKey stored, Optional<SecretBytes> value) {
    /// A key without its value.
    public static ShownKey wrapped(StoredKey stored) {
        return new ShownKey(stored, Optional.empty());
    }
}
