package dev.licet.storage.ledger;

import dev.licet.domain.ledger.Holding;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows that say how far tokens have been redeemed.
final class Redemptions {
    private static final String FIRST = "INSERT INTO redemption (token, expires, windows, opened, licenses, held)"
            + " VALUES (?, ?, 1, ?, 0, 1) ON CONFLICT (token) DO NOTHING";
    private static final String PROGRESS = "SELECT windows, opened, licenses FROM redemption WHERE token = ?";
    private static final String COUNT =
            "UPDATE redemption SET licenses = licenses + 1, held = held + 1 WHERE token = ?";
    private static final String NEXT =
            "UPDATE redemption SET windows = windows + 1, opened = ?, licenses = 0, held = 1 WHERE token = ?";
    private static final String HOLD = "UPDATE redemption SET held = held + 1 WHERE token = ? AND windows = ?";
    private static final String HELD = "SELECT windows, licenses, held FROM redemption WHERE token = ?";
    private static final String DROP = "UPDATE redemption SET held = held - 1, licenses = licenses - ? WHERE token = ?";
    /// The window before it is over.
    private static final String CLOSE =
            "UPDATE redemption SET windows = windows - 1, opened = 0, licenses = 0, held = 0 WHERE token = ?";

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

    /// Counts a retry among those who hold the present window, if its challenge was answered in that.
    /// @return 1 or 0
    static int hold(Session session, TokenId token, int window) throws SQLException {
        return session.change(HOLD, token, window);
    }

    /// Who holds the present window; none for a token without a row.
    static Optional<Holding> holding(Session session, TokenId token) throws SQLException {
        return session.first(HELD, row -> new Holding(row.small(), row.small(), row.small()), token);
    }

    /// One license less holds the present window.
    ///
    /// @param counted whether it counted among the free ones
    /// @return 1
    static int drop(Session session, TokenId token, boolean counted) throws SQLException {
        return session.change(DROP, counted ? 1 : 0, token);
    }

    /// Takes the present window back, as if it had never been opened.
    /// @return 1
    static int close(Session session, TokenId token) throws SQLException {
        return session.change(CLOSE, token);
    }
}
