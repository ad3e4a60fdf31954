package dev.licet.storage;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import java.util.Optional;

/// An account to be made.
///
/// @param id         a chosen number; empty for the next free one
/// @param name       the operator's label
/// @param test       its balance in the test environment
/// @param production its balance in the production environment
public record NewAccount(Optional<AccountId> id, String name, Balance test, Balance production) {
    /// With the next free number and nothing counted down.
    public static NewAccount named(String name) {
        return new NewAccount(Optional.empty(), name, new Balance.Unlimited(), new Balance.Unlimited());
    }

    /// The same with a chosen number.
    public NewAccount withId(AccountId chosen) {
        return new NewAccount(Optional.of(chosen), name, test, production);
    }

    /// The same with a prepaid balance in the production environment.
    public NewAccount withProductionUnits(long units) {
        return new NewAccount(id, name, test, new Balance.Units(units));
    }
}
