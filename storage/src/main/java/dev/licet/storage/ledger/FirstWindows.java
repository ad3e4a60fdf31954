package dev.licet.storage.ledger;

import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The first windows of the tokens of a batch, opened by one statement for many instead of one for each: most tokens
/// are redeemed once, so most rows are new.
///
/// A row belongs to the unit that wanted it first. Each unit takes its own when its turn comes and withdraws it if it
/// decides otherwise, so no unit ever sees a row that another has not made good.
final class FirstWindows {
    private static final Insert INSERT = new Insert(
            "redemption (expires, token, windows, opened, licenses, held, digest)",
            " ON CONFLICT (expires, token) DO NOTHING RETURNING token");

    private final Map<TokenId, Redemption> owners = new HashMap<>();
    private final Map<TokenId, Object[]> wanted = new LinkedHashMap<>();
    private final Map<TokenId, Redemption> opened = new HashMap<>();

    /// Those of the running transaction.
    static FirstWindows of(Session session) {
        return session.ofTransaction(FirstWindows.class, FirstWindows::new);
    }

    /// Has the window opened with those of others, unless another unit wants the same token.
    void want(Redemption redemption, Object[] row) {
        TokenId token = redemption.token().id();
        if (owners.putIfAbsent(token, redemption) == null) wanted.put(token, row);
    }

    /// Whether the window was opened for this unit, which has it from then on.
    boolean take(Session session, Redemption redemption) throws SQLException {
        if (!wanted.isEmpty()) open(session);
        TokenId token = redemption.token().id();
        // One and the same, not an equal one: a retry is a unit of its own.
        if (opened.get(token) != redemption) return false;
        opened.remove(token);
        return true;
    }

    private void open(Session session) throws SQLException {
        List<Object[]> rows = new ArrayList<>(wanted.values());
        wanted.clear();
        List<TokenId> made = session.ahead(own -> INSERT.answered(own, rows, row -> TokenId.of(row.bytes())));
        for (TokenId token : made) opened.put(token, owners.get(token));
    }
}
