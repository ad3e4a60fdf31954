package dev.licet.storage.ledger;

import dev.licet.domain.ledger.Holding;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.token.Token;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows that say how far tokens have been redeemed.
final class Redemptions {
    private static final String FIRST =
            "INSERT INTO redemption (expires, token, windows, opened, licenses, held, digest)"
                    + " VALUES (?, ?, 1, ?, 0, 1, ?) ON CONFLICT (expires, token) DO NOTHING";
    private static final String WHERE = " WHERE expires = ? AND token = ?";
    private static final String PROGRESS = "SELECT windows, opened, licenses, digest FROM redemption" + WHERE;
    private static final String COUNT = "UPDATE redemption SET licenses = licenses + 1, held = held + 1" + WHERE;
    private static final String NEXT =
            "UPDATE redemption SET windows = windows + 1, opened = ?, licenses = 0, held = 1" + WHERE;
    private static final String HOLD = "UPDATE redemption SET held = held + 1" + WHERE + " AND windows = ?";
    private static final String HELD = "SELECT windows, licenses, held FROM redemption" + WHERE;
    private static final String DROP = "UPDATE redemption SET held = held - 1, licenses = licenses - ?" + WHERE;
    private static final String FORGET = "UPDATE redemption SET digest = NULL" + WHERE + " AND digest = ?";
    /// The window before it is over.
    private static final String CLOSE =
            "UPDATE redemption SET windows = windows - 1, opened = 0, licenses = 0, held = 0" + WHERE;

    private Redemptions() {}

    /// What a row says.
    ///
    /// @param progress without what is known of a challenge
    /// @param first    the digest of the challenge that the token's first license was for
    record Books(Progress progress, Optional<byte[]> first) {
        static final Books NONE = new Books(Progress.NONE, Optional.empty());
    }

    /// How far the token is.
    static Books books(Session session, Token token) throws SQLException {
        return session.first(PROGRESS, Redemptions::read, token.expires(), token.id())
                .orElse(Books.NONE);
    }

    /// A row without a window is of a version that made one before it charged.
    private static Books read(Row row) throws SQLException {
        int windows = row.small();
        var read = new Progress(windows, row.time(), row.small());
        return windows == 0 ? Books.NONE : new Books(read, row.maybeBytes());
    }

    /// The row of [TokenRows] for a token that has none yet.
    static Object[] firstRow(Token token, Instant now, byte[] digest) {
        return new Object[] {token.expires(), token.id(), 1, now, 0, 1, digest};
    }

    /// Takes back what [TokenRows] has opened in this transaction.
    /// @return 1
    static int withdraw(Session session, Token token) throws SQLException {
        return session.change("DELETE FROM redemption" + WHERE, token.expires(), token.id());
    }

    /// Opens the first window of a token that has no row yet.
    ///
    /// @param digest of the challenge of its license
    /// @return whether it had none
    static boolean opensFirst(Session session, Token token, Instant now, byte[] digest) throws SQLException {
        return session.change(FIRST, token.expires(), token.id(), now, digest) == 1;
    }

    /// @return 1
    static int openNext(Session session, Token token, Instant now) throws SQLException {
        return session.change(NEXT, now, token.expires(), token.id());
    }

    /// Counts a free license of the present window.
    /// @return 1
    static int count(Session session, Token token) throws SQLException {
        return session.change(COUNT, token.expires(), token.id());
    }

    /// Counts a retry among those who hold the present window, if its challenge was answered in that.
    /// @return 1 or 0
    static int hold(Session session, Token token, int window) throws SQLException {
        return session.change(HOLD, token.expires(), token.id(), window);
    }

    /// The licenses of the present window; none for a token without a row.
    static Optional<Holding> holding(Session session, Token token) throws SQLException {
        return session.first(
                HELD, row -> new Holding(row.small(), row.small(), row.small()), token.expires(), token.id());
    }

    /// One license less holds the present window.
    ///
    /// @param counted whether it counted among the free ones
    /// @return 1
    static int drop(Session session, Token token, boolean counted) throws SQLException {
        return session.change(DROP, counted ? 1 : 0, token.expires(), token.id());
    }

    /// Takes the present window back, as if it had never been opened.
    /// @return 1
    static int close(Session session, Token token) throws SQLException {
        return session.change(CLOSE, token.expires(), token.id());
    }

    /// Forgets the challenge of the first license, if it is that one.
    /// @return whether it was
    static boolean forget(Session session, Token token, byte[] digest) throws SQLException {
        return session.change(FORGET, token.expires(), token.id(), digest) == 1;
    }
}
