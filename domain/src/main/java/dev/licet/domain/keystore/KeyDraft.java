package dev.licet.domain.keystore;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import java.time.Instant;
import java.util.Optional;

/// A key object as a caller sends it: any member may be missing.
///
/// @param kid        its id; a random one is made when it is missing
/// @param value      the content key in clear, 16 bytes; excludes `ek`
/// @param ek         the content key under the kek, 24 bytes
/// @param kekId      which kek that is
/// @param info       a comment
/// @param contentId  an association
/// @param expiration when the key may go
public record KeyDraft(
        Optional<KeyId> kid,
        Optional<SecretBytes> value,
        Optional<byte[]> ek,
        Change<String> kekId,
        Change<String> info,
        Change<String> contentId,
        Change<Instant> expiration) {
    /// Nothing at all, as of an empty body.
    public static final KeyDraft EMPTY = new KeyDraft(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Change.Keep<>(),
            new Change.Keep<>(),
            new Change.Keep<>(),
            new Change.Keep<>());

    /// The same with that id.
    public KeyDraft named(KeyId id) {
        return new KeyDraft(Optional.of(id), value, ek, kekId, info, contentId, expiration);
    }

    /// Prints no key, wrapped or not.
    @Override
    public String toString() {
        return "KeyDraft[" + kid.map(KeyId::hex).orElse("") + "]";
    }
}
