package dev.licet.domain.keystore;

import dev.licet.domain.key.KeyId;
import java.util.List;
import java.util.Optional;

/// What became of a request to the key storage.
public sealed interface KeyOutcome {
    /// What became of a request for certain keys.
    sealed interface Showing extends KeyOutcome permits Found, Refused {}

    /// A key was stored.
    record Created(ShownKey key) implements KeyOutcome {}

    /// There was a key with this kid already: this one. Nothing was stored.
    record Existing(ShownKey key) implements KeyOutcome {}

    /// The keys that were asked for, in the order in which they were asked for.
    record Found(List<ShownKey> keys) implements Showing {}

    /// Keys in the order of their kids.
    ///
    /// @param next where the next page begins; empty on the last one
    record Page(List<ShownKey> keys, Optional<KeyId> next) implements KeyOutcome {}

    /// It was changed or deleted.
    record Done() implements KeyOutcome {}

    /// Nothing was changed and nothing is shown.
    ///
    /// @param reason one sentence for the caller, without a final stop; never quotes a secret
    record Refused(KeyFault why, String reason) implements Showing {}
}
