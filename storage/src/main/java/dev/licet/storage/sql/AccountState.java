package dev.licet.storage.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What an account is like in one environment, as those need it who decide by it and spend.
///
/// @param enabled whether the account is switched on
/// @param version as in [dev.licet.domain.account.Account#version]
/// @param funds   its balance
public record AccountState(boolean enabled, long version, Funds funds) {
    /// From `account_half AS h`, `account AS a`, and the writer's portion `o`.
    static final String COLUMNS = "a.enabled, a.version, " + Funds.COLUMNS;

    private static final String ONE =
            "SELECT " + COLUMNS + " FROM account_half AS h JOIN account AS a ON a.id = h.account LEFT JOIN portion AS o"
                    + " ON o.account = h.account AND o.environment = h.environment AND o.owner = ?"
                    + " WHERE h.account = ? AND h.environment = ?";

    /// What was read when the transaction began. Each state is used once, because whoever takes it may change it.
    static final class Held {
        private final Map<AccountEnvironment, AccountState> states = new HashMap<>();

        void put(AccountEnvironment whose, AccountState state) {
            states.put(whose, state);
        }
    }

    static AccountState read(Row row) throws SQLException {
        return new AccountState(row.flag(), row.number(), Funds.read(row));
    }

    /// Empty when there is no such account.
    public static Optional<AccountState> of(Session session, AccountEnvironment whose) throws SQLException {
        AccountState held = session.ofTransaction(Held.class, Held::new).states.remove(whose);
        if (held != null) return Optional.of(held);
        String name = Spender.of(session).name();
        return session.first(ONE, AccountState::read, name, whose.account(), whose.environment());
    }
}
