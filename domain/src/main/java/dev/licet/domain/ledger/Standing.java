package dev.licet.domain.ledger;

import dev.licet.domain.account.Account;
import java.util.Optional;

/// What an account is like at the moment at which something is to be charged to it.
public enum Standing {
    /// There is no such account.
    GONE,
    /// It is switched off.
    SWITCHED_OFF,
    /// It is switched on and has nothing left to spend.
    EMPTY,
    /// It can pay for another window.
    SOLVENT;

    /// That of an account as it was read; empty when there is none.
    public static Standing of(Optional<Account> account) {
        return account.map(present -> of(present.enabled(), present.balance().isEmpty()))
                .orElse(GONE);
    }

    /// That of an account that exists.
    ///
    /// @param enabled whether it is switched on
    /// @param empty   whether nothing is left to spend
    public static Standing of(boolean enabled, boolean empty) {
        if (!enabled) return SWITCHED_OFF;
        return empty ? EMPTY : SOLVENT;
    }
}
