package dev.licet.storage.sql;

import dev.licet.domain.account.AccountId;

/// What nobody else may change while a unit's transaction runs. On a database with several writers it is locked when
/// the transaction begins, before anything else is, and always in the same order ([PostgresLocks]): so no two
/// transactions wait for each other. The embedded database has one writer, and nothing is locked there.
public sealed interface Hold {
    /// The account that is held, or of which something is.
    AccountId account();

    /// A hold of an account in one of its environments.
    sealed interface InEnvironment extends Hold {
        AccountEnvironment whose();

        @Override
        default AccountId account() {
            return whose().account();
        }
    }

    /// The account stays as it is. Any number of transactions may hold that at the same time.
    record Steady(AccountEnvironment whose) implements InEnvironment {}

    /// The same, and where the balance of that environment counts down and is not empty, a unit of it is reserved for
    /// each holder ([Portions]).
    record Spending(AccountEnvironment whose) implements InEnvironment {}

    /// The same for a transaction that may give a unit back.
    record Returning(AccountEnvironment whose) implements InEnvironment {}

    /// Nobody else holds that environment of the account in this way: for changes of its keys, for pruning its records.
    record OneEnvironment(AccountEnvironment whose) implements InEnvironment {}

    /// Nobody else holds anything of the account or decides by it: for what raises its version.
    record Whole(AccountId account) implements Hold {}
}
