package dev.licet.domain.account;

import dev.licet.domain.Environment;
import java.util.Optional;

/// Port: who may ask. Answers are at most a second old, and never older than an account or authenticator that was
/// made, revoked or switched before the call began on this node.
/// Every method throws [dev.licet.domain.StoreUnavailable] when the store does not answer.
public interface Accounts {
    /// Whose authenticator this is. The environment of the answer may differ from the one that was asked; the caller
    /// decides what to say about that. A revoked or unknown authenticator is empty, in the same time.
    Optional<Account> authenticate(Authenticator authenticator);

    /// The account with that number, as `environment` sees it.
    Optional<Account> find(AccountId id, Environment environment);
}
