package dev.licet.storage.sql;

import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Portions.Found;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a transaction locks on a server when it begins: accounts, in the order of their numbers, then rows of
/// `account_half`, then portions of balances ([Portions]), each in theirs.
///
/// An account is an advisory lock, shared by all transactions that decide by it and taken alone by those that
/// change it. A shared lock of its row would do the same, but each holder would write to the row, and who wants
/// to change it could wait for ever while others come and go; those who wait for an advisory lock have their
/// turn.
final class PostgresLocks {
    /// Above all numbers of accounts, so that the numbers of these locks are no others'.
    private static final long ACCOUNTS = 0x6c61L << 48;

    private static final String LOCK = "SELECT CASE WHEN w.alone"
            + " THEN CAST(pg_advisory_xact_lock(w.number) AS TEXT)"
            + " ELSE CAST(pg_advisory_xact_lock_shared(w.number) AS TEXT) END"
            + " FROM unnest(string_to_array(?, ',')::BIGINT[], string_to_array(?, ',')::BOOLEAN[]) AS w (number, alone)";
    private static final String MARK_AND_LOCK = "WITH mark AS (" + Mark.WRITE + ") " + LOCK;
    private static final String LOCK_ENVIRONMENTS = "SELECT h.account FROM account_half AS h"
            + " JOIN unnest(string_to_array(?, ',')::BIGINT[], string_to_array(?, ',')) AS w (account, environment)"
            + " ON h.account = w.account AND h.environment = w.environment"
            + " ORDER BY h.account, h.environment FOR NO KEY UPDATE OF h";

    /// Whether each account is held alone.
    private final SortedMap<AccountId, Boolean> accounts = new TreeMap<>(Comparator.comparingLong(AccountId::value));
    private final SortedSet<AccountEnvironment> exclusive = new TreeSet<>();
    /// How many units each of them may spend at most.
    private final SortedMap<AccountEnvironment, Integer> deciding = new TreeMap<>();
    /// To which units may be given back.
    private final SortedSet<AccountEnvironment> returning = new TreeSet<>();

    PostgresLocks(Collection<Hold> holds) {
        for (Hold hold : holds) {
            switch (hold) {
                case Hold.Whole(AccountId account) -> accounts.put(account, true);
                case Hold.OneEnvironment(AccountEnvironment whose) -> exclusive.add(whose);
                case Hold.Steady(AccountEnvironment whose) -> decides(whose, 0);
                case Hold.Spending(AccountEnvironment whose) -> decides(whose, 1);
                case Hold.Returning(AccountEnvironment whose) -> {
                    decides(whose, 1);
                    returning.add(whose);
                }
            }
        }
    }

    private void decides(AccountEnvironment whose, int units) {
        accounts.putIfAbsent(whose.account(), false);
        deciding.merge(whose, units, Integer::sum);
    }

    /// Takes them until the transaction ends, and writes the mark. Where a portion is too small, the transaction begins
    /// anew, because rows of `account_half` are locked before portions.
    void take(Session session, Mark mark) throws SQLException {
        var spender = new Spender(mark.writer(), mark.at());
        var portions = new Portions(session, spender, deciding, returning);
        var poor = new TreeSet<AccountEnvironment>();
        List<Found> found = lock(session, mark, portions, poor);
        while (poor.addAll(tooSmall(portions, found))) {
            session.rollback();
            session.begin();
            found = lock(session, mark, portions, poor);
        }
        for (AccountEnvironment whose : poor) portions.fill(whose);
        Spender.begin(session, spender);
        // What others of the batch change or were filled is read again.
        boolean steady = exclusive.isEmpty() && !accounts.containsValue(true);
        if (steady) found.stream().filter(one -> !poor.contains(one.whose())).forEach(one -> keep(session, one));
    }

    private static void keep(Session session, Found found) {
        session.ofTransaction(AccountState.Held.class, AccountState.Held::new).put(found.whose(), found.state());
    }

    private static Set<AccountEnvironment> tooSmall(Portions portions, List<Found> found) {
        return found.stream().filter(portions::isTooSmall).map(Found::whose).collect(Collectors.toSet());
    }

    /// Goes to the server once.
    private List<Found> lock(Session session, Mark mark, Portions portions, Set<AccountEnvironment> poor)
            throws SQLException {
        var script = new Script();
        lockAccounts(script, mark);
        var rows = new TreeSet<>(exclusive);
        rows.addAll(poor);
        if (!rows.isEmpty()) lockEnvironments(script, rows);
        List<Found> found = deciding.isEmpty() ? List.of() : portions.lock(script, poor);
        session.run(script);
        return found;
    }

    private void lockAccounts(Script script, Mark mark) {
        if (accounts.isEmpty()) {
            script.change(Mark.WRITE, mark.text(), mark.at());
            return;
        }
        String numbers = joined(accounts.keySet(), account -> String.valueOf(ACCOUNTS | account.value()));
        String alone = joined(accounts.values(), String::valueOf);
        script.ask(MARK_AND_LOCK, Row::maybeText, mark.text(), mark.at(), numbers, alone);
    }

    private static void lockEnvironments(Script script, Set<AccountEnvironment> rows) {
        String accounts = joined(rows, whose -> whose.account().toString());
        script.ask(LOCK_ENVIRONMENTS, Row::number, accounts, joined(rows, AccountEnvironment::letter));
    }

    private static <T> String joined(Collection<T> all, Function<T, String> part) {
        return all.stream().map(part).collect(Collectors.joining(","));
    }
}
