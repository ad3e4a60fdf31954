package dev.licet.domain.account;

import dev.licet.domain.Environment;
import java.util.Optional;

/// Port: who may ask. Answers are those of the store at the time of the call, but for those of [#remembered].
/// Every method throws [dev.licet.domain.StoreUnavailable] when the store does not answer.
public interface Accounts {
    /// Whose authenticator this is. The environment of the answer may differ from the one that was asked; the caller
    /// decides what to say about that. A revoked or unknown authenticator is empty, in the same time.
    ///
    /// What was charged within the last minute may still be in the balance of the answer. [#find] is exact,
    /// and so is the ledger.
    Optional<Account> authenticate(Authenticator authenticator);

    /// The account with that number, as `environment` sees it.
    Optional<Account> find(AccountId id, Environment environment);

    /// The same from memory, where they are there: at most a minute old. Whoever decides by such an answer
    /// has the ledger check it ([dev.licet.domain.ledger.Recording#OUTDATED]), so that a revocation counts at
    /// once all the same. Nothing is remembered about who is not known.
    Accounts remembered();
}
