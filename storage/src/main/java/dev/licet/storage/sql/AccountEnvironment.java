package dev.licet.storage.sql;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/// An account in one of its environments: what a balance, keys and a row of records belong to. Its table is
/// `account_half`, named so by the first migration.
///
/// @param account     whose
/// @param environment which of its environments
public record AccountEnvironment(AccountId account, Environment environment) implements Comparable<AccountEnvironment> {
    private static final Comparator<AccountEnvironment> ORDER = Comparator.<AccountEnvironment>comparingLong(
                    one -> one.account().value())
            .thenComparing(whose -> Parameters.letter(whose.environment()));

    /// From the columns `account` and `environment`, which are the next two.
    public static AccountEnvironment read(Row row) throws SQLException {
        return new AccountEnvironment(new AccountId(row.number()), row.environment());
    }

    /// The same of a row that somebody may have changed; empty where there can be no such account or environment.
    public static Optional<AccountEnvironment> ofAnyRow(Row row) throws SQLException {
        Optional<AccountId> account = AccountId.parse(Long.toString(row.number()));
        Optional<Environment> environment = row.maybeText().flatMap(Parameters::maybeEnvironment);
        return account.flatMap(id -> environment.map(its -> new AccountEnvironment(id, its)));
    }

    @Override
    public int compareTo(AccountEnvironment other) {
        return ORDER.compare(this, other);
    }

    /// `T` or `P`, as it stands in tables.
    public String letter() {
        return Parameters.letter(environment);
    }
}
