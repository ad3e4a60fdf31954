package dev.licet.storage.account;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;

/// An account that was just made and can ask in the test environment alone: it has no authenticator for production.
///
/// @param id            its number
/// @param authenticator its authenticator in the test environment, which cannot be read again
public record TestAccount(AccountId id, Authenticator authenticator) {}
