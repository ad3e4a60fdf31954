package dev.licet.storage.stop;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.storage.sql.Row;
import java.sql.SQLException;
import java.util.Optional;

/// How an entry lies in its row.
final class StopColumns {
    static final String ALL = "id, kind, value, account, environment, reason, until, created";

    private static final long ANY_ACCOUNT = 0;
    private static final String ANY_ENVIRONMENT = "";

    private StopColumns() {}

    static long account(Stop stop) {
        return stop.account().map(AccountId::value).orElse(ANY_ACCOUNT);
    }

    static String environment(Stop stop) {
        return stop.environment().map(Environment::word).orElse(ANY_ENVIRONMENT);
    }

    static StopOverview read(Row row) throws SQLException {
        long id = row.number();
        var stop = new Stop(
                kind(row.text()),
                row.text(),
                account(row.number()),
                environment(row.text()),
                row.text(),
                row.maybeTime());
        return new StopOverview(id, stop, row.time());
    }

    private static StopKind kind(String word) throws SQLException {
        return StopKind.named(word).orElseThrow(() -> new SQLException("a row names a kind of stop that there is not"));
    }

    private static Optional<AccountId> account(long number) {
        return number == ANY_ACCOUNT ? Optional.empty() : Optional.of(new AccountId(number));
    }

    private static Optional<Environment> environment(String word) {
        return Environment.named(word);
    }
}
