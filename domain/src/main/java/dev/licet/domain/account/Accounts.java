package dev.licet.domain.account;

import dev.licet.domain.Environment;
import java.util.Optional;

/// Port: finds accounts and checks authenticators. Answers are read from the store at the time of the call,
/// except those of [#remembered]. Every method throws [dev.licet.domain.StoreUnavailable] when the store does
/// not answer.
public interface Accounts {
    /// Whose authenticator this is. The environment of the answer may differ from the one that was asked; the caller
    /// decides what to say about that. A revoked or unknown authenticator is empty, in the same time.
    ///
    /// What was charged within the last minute may still be in the balance of the answer. [#find] is exact,
    /// and so is the ledger.
    Optional<Account> authenticate(Authenticator authenticator);

    /// The account with that number, as `environment` sees it.
    Optional<Account> find(AccountId id, Environment environment);

    /// The same, answered from memory where possible, with accounts at most a minute old. A caller that decides
    /// by such an answer has the ledger check it ([dev.licet.domain.ledger.Recording#OUTDATED]), so a
    /// revocation still counts at once. Failed look-ups are not remembered.
    Accounts remembered();
}
