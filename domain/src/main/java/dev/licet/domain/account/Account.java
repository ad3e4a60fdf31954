package dev.licet.domain.account;

import dev.licet.domain.Environment;

/// A service account as one environment sees it.
///
/// @param id          its number, the same in both environments
/// @param environment which of the two environments this is
/// @param name        the operator's label
/// @param enabled     false when it is switched off, which stops issue and redemption alike
/// @param options     its settings in this environment
/// @param balance     what it had left in this environment when it was read
/// @param version     grows with every change of the account, its options, its authenticators and its balance
///                    but by charges; the ledger tells by it whether a decision is out of date
public record Account(
        AccountId id,
        Environment environment,
        String name,
        boolean enabled,
        Options options,
        Balance balance,
        long version) {}
