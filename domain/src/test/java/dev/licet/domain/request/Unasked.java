package dev.licet.domain.request;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import java.util.Optional;

/// Accounts whose memory alone may be asked.
record Unasked(Accounts remembered) implements Accounts {
    @Override
    public Optional<Account> authenticate(Authenticator sent) {
        throw new IllegalStateException("the store is not asked");
    }

    @Override
    public Optional<Account> find(AccountId id, Environment environment) {
        throw new IllegalStateException("the store is not asked");
    }
}
