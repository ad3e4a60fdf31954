package dev.licet.storage.ledger;

import dev.licet.domain.ledger.Progress;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;

/// The rows that say how far tokens have been redeemed.
final class Redemptions {
    private static final String FIRST = "INSERT INTO redemption (token, expires, windows, opened, licenses)"
            + " VALUES (?, ?, 1, ?, 0) ON CONFLICT (token) DO NOTHING";
    private static final String PROGRESS = "SELECT windows, opened, licenses FROM redemption WHERE token = ?";
    private static final String COUNT = "UPDATE redemption SET licenses = licenses + 1 WHERE token = ?";
    private static final String NEXT =
            "UPDATE redemption SET windows = windows + 1, opened = ?, licenses = 0 WHERE token = ?";

    private Redemptions() {}

    /// How far the token is, without what is known of a challenge.
    static Progress progress(Session session, TokenId token) throws SQLException {
        return session.first(PROGRESS, Redemptions::read, token).orElse(Progress.NONE);
    }

    /// A row without a window is of a version that made one before it charged.
    private static Progress read(Row row) throws SQLException {
        int windows = row.small();
        var read = new Progress(windows, row.time(), row.small());
        return windows == 0 ? Progress.NONE : read;
    }

    /// Opens the first window of a token that has no row yet.
    /// @return whether it had none
    static boolean opensFirst(Session session, Token token, Instant now) throws SQLException {
        return session.change(FIRST, token.id(), token.expires(), now) == 1;
    }

    /// @return 1
    static int openNext(Session session, TokenId token, Instant now) throws SQLException {
        return session.change(NEXT, now, token);
    }

    /// Counts a free license of the present window.
    /// @return 1
    static int count(Session session, TokenId token) throws SQLException {
        return session.change(COUNT, token);
    }
}
