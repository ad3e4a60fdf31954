package dev.licet.domain.keystore;

import dev.licet.domain.key.KeyId;
import java.time.Instant;
import java.util.Optional;

/// What anybody but the API's caller gets to see of a stored key: everything but the key, wrapped or not.
///
/// @param kid        its id
/// @param kekId      which kek opens it
/// @param info       a comment
/// @param contentId  an association
/// @param expiration when it counts as absent
/// @param lastUpdate when it was last written
public record KeyEntry(
        KeyId kid,
        Optional<String> kekId,
        Optional<String> info,
        Optional<String> contentId,
        Optional<Instant> expiration,
        Instant lastUpdate) {}
