package dev.licet.storage.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The portions of balances that a transaction spends from. Each writer has one of its own of each balance, in
/// a row that others touch only when the balance has nothing left beside the portions: so charging is no row
/// that all wait for. What is spent is written in the transaction that records it, so a writer that dies leaves
/// its portion as it should be, and whoever needs the units takes them.
///
/// A portion is an eighth of what is free when it is filled, and enough for the batch. So they become small as the
/// balance does, and in the end each batch holds the whole of it and knows that nothing is left anywhere.
///
/// Rows are locked in one order: of `account_half` first, then of portions. A transaction that finds its own portions
/// too small has locked them already, so it begins anew ([PostgresLocks#take]).
final class Portions {
    private static final int PARTS = 8;

    private static final String OF_ONE = " WHERE account = ? AND environment = ?";
    private static final String WANTED = "unnest(string_to_array(?, ',')::BIGINT[], string_to_array(?, ','),"
            + " string_to_array(?, ',')::BOOLEAN[])";
    private static final String ALL = "SELECT p.units FROM portion AS p JOIN " + WANTED
            + " AS w (account, environment, poor) ON p.account = w.account AND p.environment = w.environment"
            + " WHERE w.poor OR p.owner = ? ORDER BY p.account, p.environment, p.owner FOR NO KEY UPDATE OF p";
    private static final String STATES = "WITH w AS MATERIALIZED (SELECT * FROM " + WANTED
            + " AS u (account, environment, spends)), o AS (SELECT p.account, p.environment, p.units FROM portion AS p"
            + " JOIN w ON p.account = w.account AND p.environment = w.environment AND w.spends WHERE p.owner = ?"
            + " ORDER BY p.account, p.environment FOR NO KEY UPDATE OF p)"
            + " SELECT h.account, h.environment, " + AccountState.COLUMNS + " FROM account_half AS h"
            + " JOIN w ON h.account = w.account AND h.environment = w.environment JOIN account AS a ON a.id = h.account"
            + " LEFT JOIN o ON o.account = h.account AND o.environment = h.environment";
    private static final String FUNDS = "SELECT " + Funds.COLUMNS + " FROM account_half AS h LEFT JOIN portion AS o"
            + " ON o.account = h.account AND o.environment = h.environment AND o.owner = ?"
            + " WHERE h.account = ? AND h.environment = ?";
    private static final String KEEP = "UPDATE account_half SET units = ?" + OF_ONE;
    private static final String TAKE_FROM_OTHERS = "DELETE FROM portion" + OF_ONE + " AND owner <> ?";
    private static final String FILL =
            "INSERT INTO portion (account, environment, owner, units, at) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (account, environment, owner) DO UPDATE SET units = excluded.units, at = excluded.at";

    private final Session session;
    private final Spender spender;
    private final SortedMap<AccountEnvironment, Integer> wanted;
    private final Set<AccountEnvironment> returning;

    /// @param wanted    how many units the batch may spend at most
    /// @param returning where it may give some back
    Portions(
            Session session,
            Spender spender,
            SortedMap<AccountEnvironment, Integer> wanted,
            Set<AccountEnvironment> returning) {
        this.session = session;
        this.spender = spender;
        this.wanted = wanted;
        this.returning = returning;
    }

    /// An account in one environment, as it was found.
    record Found(AccountEnvironment whose, AccountState state) {
        static Found read(Row row) throws SQLException {
            return new Found(AccountEnvironment.read(row), AccountState.read(row));
        }
    }

    /// Locks the writer's own portions of what it spends, and all portions of the poor. The rows of the poor in
    /// `account_half` are locked already.
    ///
    /// @return the state of every wanted account, filled when the script has been run
    List<Found> lock(Script script, Set<AccountEnvironment> poor) {
        String accounts = joined(whose -> whose.account().toString());
        String environments = joined(AccountEnvironment::letter);
        if (!poor.isEmpty()) {
            String all = joined(whose -> String.valueOf(poor.contains(whose)));
            script.ask(ALL, Row::number, accounts, environments, all, spender.name());
        }
        String spends = joined(whose -> String.valueOf(wanted(whose) > 0));
        return script.ask(STATES, Found::read, accounts, environments, spends, spender.name());
    }

    /// Whether the balance counts down and the portion is too small. To give back where there is a mark takes
    /// all of it, or nobody would see how it falls under its mark afterwards.
    boolean isTooSmall(Found found) {
        Funds funds = found.state().funds();
        return funds.isLimited() && (funds.own().orElse(0) < wanted(found.whose()) || needsAll(found.whose(), funds));
    }

    private boolean needsAll(AccountEnvironment whose, Funds funds) {
        return funds.mark().isPresent() && returning.contains(whose);
    }

    private int wanted(AccountEnvironment whose) {
        return wanted.getOrDefault(whose, 0);
    }

    private String joined(Function<AccountEnvironment, String> part) {
        return wanted.keySet().stream().map(part).collect(Collectors.joining(","));
    }

    /// Fills the writer's own portion of a balance all of whose portions are locked: from what is beside the portions,
    /// and from those of others only where that is not enough.
    void fill(AccountEnvironment whose) throws SQLException {
        Funds funds = session.first(FUNDS, Funds::read, spender.name(), whose.account(), whose.environment())
                .orElseThrow();
        if (!funds.isLimited()) return;
        long needed = wanted(whose);
        long own = funds.own().orElse(0);
        long free = funds.beside().getAsLong() + own;
        long others = funds.portions() - own;
        if (others > 0 && (needsAll(whose, funds) || free - kept(funds) < needed)) {
            session.change(TAKE_FROM_OTHERS, whose.account(), whose.environment(), spender.name());
            free += others;
        }
        long portion = Math.min(free, Math.max(needed, (free - kept(funds)) / PARTS));
        if (portion == own) return;
        session.change(KEEP, free - portion, whose.account(), whose.environment());
        session.change(FILL, whose.account(), whose.environment(), spender.name(), portion, spender.at());
    }

    /// What several portions may not be filled from. As long as so much lies beside them, spending from them takes no
    /// balance under its mark; who needs more takes all, and sees it fall. What has fallen does not fall again.
    private static long kept(Funds funds) {
        long left = funds.left().orElse(0);
        return funds.mark().isPresent() && left >= funds.mark().getAsLong()
                ? funds.mark().getAsLong()
                : 0;
    }
}
