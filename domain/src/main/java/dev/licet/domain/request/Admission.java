package dev.licet.domain.request;

import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import java.util.Optional;

/// Whether a caller may ask at all.
public sealed interface Admission {
    /// It is a live account of this environment.
    record Admitted(Account account) implements Admission {}

    /// It may not, and is told what to do about it.
    ///
    /// @param account whose authenticator it was, where that is certain
    record Denied(Refused why, Optional<AccountId> account) implements Admission {
        public Denied {
            why = why.advised();
        }
    }
}
