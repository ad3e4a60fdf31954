package dev.licet.storage.account;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// How an account in one environment lies in its row.
final class AccountColumns {
    /// What is left of a balance, from `account_half AS h`; NULL where it has no limit.
    static final String LEFT = "h.units + CAST(COALESCE((SELECT SUM(p.units) FROM portion AS p"
            + " WHERE p.account = h.account AND p.environment = h.environment), 0) AS BIGINT)";

    /// What [#read] reads, from `account AS a` and `account_half AS h`.
    static final String COLUMNS = "a.id, h.environment, a.name, a.enabled,"
            + " h.drms, h.profile, h.token_life, h.redemption_window, h.max_redemptions, " + LEFT + ", a.version";

    private AccountColumns() {}

    static Account read(Row row) throws SQLException {
        return new Account(
                new AccountId(row.number()),
                row.environment(),
                row.text(),
                row.flag(),
                options(row),
                balance(row),
                row.number());
    }

    /// Notes that an account, or something of it, has changed: inside a unit that holds the whole account, or has just
    /// made it.
    static void changed(Session session, AccountId account) throws SQLException {
        session.change("UPDATE account SET version = version + 1 WHERE id = ?", account);
    }

    private static Options options(Row row) throws SQLException {
        return new Options(
                drms(row.text()), Profile.valueOf(row.text()), row.duration(), row.duration(), row.maybeSmall());
    }

    private static Balance balance(Row row) throws SQLException {
        return balance(row.maybeNumber());
    }

    static Balance balance(OptionalLong units) {
        return units.isPresent() ? new Balance.Units(units.getAsLong()) : new Balance.Unlimited();
    }

    static Optional<Long> units(Balance balance) {
        return switch (balance) {
            case Balance.Unlimited() -> Optional.empty();
            case Balance.Units(long left) -> Optional.of(left);
        };
    }

    static String drms(Set<Drm> drms) {
        return EnumSet.allOf(Drm.class).stream()
                .filter(drms::contains)
                .map(Drm::path)
                .collect(Collectors.joining(" "));
    }

    private static Set<Drm> drms(String paths) {
        List<String> enabled = List.of(paths.split(" "));
        return EnumSet.allOf(Drm.class).stream()
                .filter(drm -> enabled.contains(drm.path()))
                .collect(Collectors.toSet());
    }
}
