package dev.licet.storage.dashboard;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.operator.Right;
import dev.licet.domain.operator.Role;
import java.time.Instant;
import java.util.Optional;

/// Somebody who may sign in to the dashboard.
///
/// @param id      the store's number
/// @param name    as it was given; no other user has it in another case
/// @param account the only account that this user sees; empty for who sees all
/// @param role    as what the user signs in
/// @param enabled false when switched off
/// @param created when the user was made
public record DashboardUser(
        long id, String name, Optional<AccountId> account, Role role, boolean enabled, Instant created) {
    /// Whether this user's rights count for all accounts and for the installation.
    public boolean seesAll() {
        return account.isEmpty();
    }

    /// Whether the role goes with that right.
    public boolean may(Right right) {
        return role.may(right);
    }

    /// Whether this user may say who else signs in to this installation.
    boolean isOwner() {
        return enabled && seesAll() && may(Right.PEOPLE);
    }
}
