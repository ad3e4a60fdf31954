package dev.licet.storage.sql;

import dev.licet.domain.account.AccountId;

/// What nobody else may change while a unit's transaction runs. On a database with several writers it is locked when
/// the transaction begins, before anything else is, and always in the same order ([PostgresLocks]): so no two
/// transactions wait for each other. The embedded database has one writer, and nothing is locked there.
public sealed interface Hold {
    /// Whose.
    AccountId account();

    /// The account stays as it is. Any number of transactions may hold that at the same time.
    record Steady(Claim half) implements Hold {
        @Override
        public AccountId account() {
            return half.account();
        }
    }

    /// The same, and a unit of this half's balance is there for whoever holds it, if it counts down and has one left
    /// ([Portions]).
    record Spending(Claim half) implements Hold {
        @Override
        public AccountId account() {
            return half.account();
        }
    }

    /// The same for whoever may give a unit back.
    record Returning(Claim half) implements Hold {
        @Override
        public AccountId account() {
            return half.account();
        }
    }

    /// Nobody else holds this half in this way: its keys, its pruned records.
    record Half(Claim half) implements Hold {
        @Override
        public AccountId account() {
            return half.account();
        }
    }

    /// Nobody else holds anything of the account or decides by it: for what raises its version.
    record Whole(AccountId account) implements Hold {}
}
