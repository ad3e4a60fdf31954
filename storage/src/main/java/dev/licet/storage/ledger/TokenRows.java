package dev.licet.storage.ledger;

import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rows of the tokens of a batch. First windows are opened by one statement for many instead of one for each: most
/// tokens are redeemed once, so most rows are new. Such a row belongs to the unit that wanted it first. Each unit takes
/// its own when its turn comes and withdraws it if it decides otherwise, so no unit ever sees a row that another has
/// not made good.
///
/// Where several processes write, the rows that were there already are locked by a second statement. Both go by the
/// order of the key: who waits for a row that is being made holds rows before it, and who waits for one that is there
/// makes no more, so no two batches wait for each other.
final class TokenRows {
    private static final long MICROS = 1_000_000;
    private static final Insert INSERT = new Insert(
            "redemption (expires, token, windows, opened, licenses, held, digest)",
            "nbnnnnb",
            " ON CONFLICT (expires, token) DO NOTHING RETURNING token");
    private static final String LOCK = "SELECT token FROM redemption WHERE (expires, token) IN"
            + " (SELECT w.expires, decode(w.token, 'hex') FROM unnest(string_to_array(?, ',')::BIGINT[],"
            + " string_to_array(?, ',')) AS w (expires, token)) ORDER BY expires, token FOR NO KEY UPDATE";
    private static final Comparator<Token> ORDER = Comparator.comparing(Token::expires)
            .thenComparing(token -> token.id().hex());

    private final SortedMap<Token, Object[]> wanted = new TreeMap<>(ORDER);
    private final SortedSet<Token> held = new TreeSet<>(ORDER);
    private final Map<TokenId, Redemption> owners = new HashMap<>();
    private final Map<TokenId, Redemption> opened = new HashMap<>();

    /// Those of the running transaction.
    static TokenRows of(Session session) {
        return session.ofTransaction(TokenRows.class, TokenRows::new);
    }

    /// Has the window opened with those of others, unless another unit wants the same token.
    void want(Redemption redemption, Object[] row) {
        Token token = redemption.token();
        if (owners.putIfAbsent(token.id(), redemption) == null) wanted.put(token, row);
    }

    /// Has the row locked, if there is one.
    void hold(Token token) {
        held.add(token);
    }

    /// Inserts the rows that units asked for and locks those they hold, when the first of these units runs.
    void lock(Session session) throws SQLException {
        if (!wanted.isEmpty()) open(session);
        if (!held.isEmpty() && session.hasManyWriters()) lockHeld(session);
        held.clear();
    }

    /// Whether the window was opened for this unit, which has it from then on.
    boolean take(Session session, Redemption redemption) throws SQLException {
        lock(session);
        TokenId token = redemption.token().id();
        // One and the same, not an equal one: a retry is a unit of its own.
        if (opened.get(token) != redemption) return false;
        opened.remove(token);
        return true;
    }

    /// Whether the token is known to have a row.
    boolean isThere(Token token) {
        return owners.containsKey(token.id());
    }

    /// Takes back what was opened.
    void withdraw(Session session, Token token) throws SQLException {
        owners.remove(token.id());
        session.ahead(own -> Redemptions.withdraw(own, token));
    }

    /// Those whose row was there already are locked afterwards.
    private void open(Session session) throws SQLException {
        List<Object[]> rows = new ArrayList<>(wanted.values());
        List<TokenId> made = session.ahead(own -> INSERT.answered(own, rows, row -> TokenId.of(row.bytes())));
        for (TokenId token : made) opened.put(token, owners.get(token));
        wanted.keySet().stream()
                .filter(token -> !opened.containsKey(token.id()))
                .forEach(held::add);
        wanted.clear();
    }

    private void lockHeld(Session session) throws SQLException {
        String expires = joined(token -> Long.toString(token.expires().getEpochSecond() * MICROS));
        String ids = joined(token -> token.id().hex());
        session.ahead(own -> own.all(LOCK, Row::bytes, expires, ids));
    }

    private String joined(Function<Token, String> part) {
        return held.stream().map(part).collect(Collectors.joining(","));
    }
}
