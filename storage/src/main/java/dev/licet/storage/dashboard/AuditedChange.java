package dev.licet.storage.dashboard;

import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/// One change that somebody made.
///
/// @param id      grows with every entry
/// @param at      when
/// @param actor   the name of the user, or `command`
/// @param account whose affairs it was; empty for the installation's
/// @param action  in a few words, e.g. `revoke authenticator`
/// @param detail  what exactly; never a secret
public record AuditedChange(
        long id, Instant at, String actor, Optional<AccountId> account, String action, String detail) {}
