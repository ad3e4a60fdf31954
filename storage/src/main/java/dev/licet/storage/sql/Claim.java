package dev.licet.storage.sql;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Comparator;

/// The account and environment that a unit changes. On a database with several writers, its row (table
/// `account_half`) is locked when the unit's transaction begins, before any other row and always in the order
/// of this class. So no two transactions wait for each other, and all changes to one account in one environment
/// happen in the order of the commits.
///
/// @param account     whose
/// @param environment which of its environments
public record Claim(AccountId account, Environment environment) implements Comparable<Claim> {
    private static final Comparator<Claim> ORDER = Comparator.<Claim>comparingLong(
                    claim -> claim.account().value())
            .thenComparing(claim -> Parameters.letter(claim.environment()));

    @Override
    public int compareTo(Claim other) {
        return ORDER.compare(this, other);
    }

    /// `T` or `P`, as it stands in tables.
    public String letter() {
        return Parameters.letter(environment);
    }
}
