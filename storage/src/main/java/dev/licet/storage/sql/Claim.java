package dev.licet.storage.sql;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Comparator;

/// An account in one of its environments: what a balance, keys and a row of records belong to.
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
