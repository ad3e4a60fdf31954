package dev.licet.storage.sql;

import dev.licet.domain.account.AccountId;

/// What nobody else may change while a unit's transaction runs. On a database with several writers it is locked when
/// the transaction begins, before anything else is, and always in the same order ([PostgresLocks]): so no two
/// transactions wait for each other. The embedded database has one writer, and nothing is locked there.
public sealed interface Hold {
    /// Whose.
    AccountId account();

    /// The account stays as it is. Any number of transactions may hold that at the same time.
    record Steady(AccountEnvironment whose) implements Hold {
        @Override
        public AccountId account() {
            return whose.account();
        }
    }

    /// The same, and where the balance of that environment counts down and is not empty, a unit of it is reserved for
    /// each holder ([Portions]).
    record Spending(AccountEnvironment whose) implements Hold {
        @Override
        public AccountId account() {
            return whose.account();
        }
    }

    /// The same for a transaction that may give a unit back.
    record Returning(AccountEnvironment whose) implements Hold {
        @Override
        public AccountId account() {
            return whose.account();
        }
    }

    /// Nobody else holds that environment of the account in this way: for changes of its keys, for pruning its records.
    record OneEnvironment(AccountEnvironment whose) implements Hold {
        @Override
        public AccountId account() {
            return whose.account();
        }
    }

    /// Nobody else holds anything of the account or decides by it: for what raises its version.
    record Whole(AccountId account) implements Hold {}
}
