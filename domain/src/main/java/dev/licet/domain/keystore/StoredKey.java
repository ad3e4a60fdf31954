package dev.licet.domain.keystore;

import dev.licet.crypto.KeyWrap;
import dev.licet.domain.key.KeyId;
import java.time.Instant;
import java.util.Optional;

/// An entry of the key storage (reference: token-api.md 8.4).
///
/// @param kid        its id
/// @param ek         the content key under the operator's kek, 24 bytes
/// @param kekId      which kek that is
/// @param info       a comment
/// @param contentId  an association
/// @param expiration from when token requests take it for absent; housekeeping deletes it some time after
/// @param lastUpdate when it was last written; set by the store
public record StoredKey(
        KeyId kid,
        byte[] ek,
        Optional<String> kekId,
        Optional<String> info,
        Optional<String> contentId,
        Optional<Instant> expiration,
        Instant lastUpdate) {
    public StoredKey {
        if (ek.length != KeyWrap.WRAPPED_BYTES) throw new IllegalArgumentException("ek: must have 24 bytes");
        ek = ek.clone();
    }

    @Override
    public byte[] ek() {
        return ek.clone();
    }

    /// Does not print the wrapped key.
    @Override
    public String toString() {
        return "StoredKey[" + kid + "]";
    }
}
