package dev.licet.storage.dashboard;

import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/// Somebody who may sign in to the dashboard.
///
/// @param id      the store's number
/// @param name    as it was given; no other user has it in another case
/// @param account the only account that this user sees; empty for an operator, who sees all
/// @param enabled false when switched off
/// @param created when the user was made
public record DashboardUser(long id, String name, Optional<AccountId> account, boolean enabled, Instant created) {
    /// Whether this user runs the installation.
    public boolean isOperator() {
        return account.isEmpty();
    }
}
