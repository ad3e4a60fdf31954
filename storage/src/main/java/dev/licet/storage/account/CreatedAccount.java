package dev.licet.storage.account;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;

/// An account that was just made, with its authenticators, which cannot be read again later.
///
/// @param id         its number
/// @param test       its authenticator in the test environment
/// @param production its authenticator in the production environment
public record CreatedAccount(AccountId id, Authenticator test, Authenticator production) {}
