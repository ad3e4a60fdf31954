package dev.licet.storage.sql;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Comparator;

/// The half of an account that a unit changes. On a database with several writers it is locked when the unit's
/// transaction begins, before anything else is, and always in the order of this class: so no two transactions
/// wait for each other, and what happens to one half of an account happens in the order of the commits.
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

    String letter() {
        return Parameters.letter(environment);
    }
}
