package dev.licet.domain.audit;

import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/// Which lines of the trail are wanted. What is empty does not matter.
///
/// @param account whose affairs
/// @param actor   who did it, by the exact name
/// @param verb    what
/// @param ending  what became of it
/// @param from    not before this
/// @param to      before this
public record AuditFilter(
        Optional<AccountId> account,
        Optional<String> actor,
        Optional<Verb> verb,
        Optional<Ending.Kind> ending,
        Instant from,
        Instant to) {
    /// All lines.
    public static final AuditFilter ALL = new AuditFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Instant.MIN, Instant.MAX);

    /// The same of one account alone.
    public AuditFilter of(AccountId id) {
        return new AuditFilter(Optional.of(id), actor, verb, ending, from, to);
    }
}
