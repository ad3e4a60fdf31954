package dev.licet.storage.account;

import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/// An account in both environments.
///
/// @param created    when it was made
/// @param closed     when it was closed for good
/// @param test       as the test environment sees it
/// @param production as the production environment sees it
public record AccountOverview(Instant created, Optional<Instant> closed, Account test, Account production) {
    /// Its number.
    public AccountId id() {
        return test.id();
    }

    /// The operator's label.
    public String name() {
        return test.name();
    }

    /// False when it is switched off.
    public boolean isEnabled() {
        return test.enabled();
    }
}
