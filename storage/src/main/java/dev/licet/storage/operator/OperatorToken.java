package dev.licet.storage.operator;

import dev.licet.domain.operator.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A token by which a program runs the installation. Its text is not stored.
///
/// @param id      its number
/// @param name    who has it, for people and the audit trail
/// @param scopes  what it may do
/// @param created when it was made
/// @param expires when it ends by itself; empty for never
/// @param revoked since when it is good no more
public record OperatorToken(
        long id,
        String name,
        Set<Scope> scopes,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {
    public OperatorToken {
        scopes = Set.copyOf(scopes);
    }

    /// Whether it counts at that time.
    public boolean isGood(Instant now) {
        return revoked.isEmpty() && expires.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
