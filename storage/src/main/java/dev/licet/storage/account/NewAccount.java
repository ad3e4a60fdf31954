package dev.licet.storage.account;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Profile;
import java.util.Optional;

/// An account to be made.
///
/// @param id         a chosen number; empty for the next free one
/// @param name       the operator's label
/// @param profile    which reading of the token API it has, in both environments
/// @param test       its balance in the test environment
/// @param production its balance in the production environment
public record NewAccount(Optional<AccountId> id, String name, Profile profile, Balance test, Balance production) {
    /// With the next free number and nothing counted down.
    public static NewAccount named(String name) {
        return new NewAccount(
                Optional.empty(), name, Profile.PUBLISHED, new Balance.Unlimited(), new Balance.Unlimited());
    }

    /// The same with a chosen number.
    public NewAccount withId(AccountId chosen) {
        return new NewAccount(Optional.of(chosen), name, profile, test, production);
    }

    /// The same with a chosen profile.
    public NewAccount withProfile(Profile chosen) {
        return new NewAccount(id, name, chosen, test, production);
    }

    /// The same with a prepaid balance in the production environment.
    public NewAccount withProductionUnits(long units) {
        return new NewAccount(id, name, profile, test, new Balance.Units(units));
    }
}
