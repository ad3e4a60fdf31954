package dev.licet.storage.record;

import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;

/// From times to places: binary searches inside the database, one statement however many accounts.
///
/// Records come into the log in the order in which they are written, which may differ from that of their times:
/// a request can wait, and clocks can be set. The row of each account and environment holds the greatest
/// distance so far between a time and its place (`lag`), so the search is exact: it leaves out no record of the
/// time asked for. There may be others within the places, so the times are compared once more.
final class RecordTimes {
    /// Times beyond these mean the same and can be added to.
    private static final Instant EARLIEST = Instant.ofEpochSecond(-2_000_000_000_000L);

    private static final Instant LATEST = Instant.ofEpochSecond(2_000_000_000_000L);
    /// One account in one environment.
    static final String ONE = "h.account = ? AND h.environment = ?";

    private static final String MIDDLE = "s.low + (s.high - s.low) / 2";
    /// What stands below the middle is out if that is before the mark, else what stands above.
    private static final String NARROWED = "CASE WHEN m.at < s.mark THEN " + MIDDLE + " + 1 ELSE s.low END,"
            + " CASE WHEN m.at < s.mark THEN s.high ELSE " + MIDDLE + " END, s.mark";
    private static final String TO_MIDDLE = " AS s LEFT JOIN record AS m ON m.account = s.account"
            + " AND m.environment = s.environment AND m.ordinal = " + MIDDLE + " WHERE s.low < s.high";
    private static final String SINCE = "WITH RECURSIVE since (account, environment, low, high, mark, lag, records) AS"
            + " (SELECT h.account, h.environment, COALESCE(f.ordinal, 0), h.records, ? - h.lag, h.lag, h.records"
            + " FROM record_end AS h LEFT JOIN record_floor AS f"
            + " ON f.account = h.account AND f.environment = h.environment WHERE %s"
            + " UNION ALL SELECT s.account, s.environment, " + NARROWED + ", s.lag, s.records FROM since" + TO_MIDDLE
            + ")";
    private static final String SPAN = SINCE + ", span (account, environment, first, low, high, mark) AS"
            + " (SELECT e.account, e.environment, e.low, e.low, e.records, ? + e.lag FROM since AS e"
            + " WHERE e.low >= e.high"
            + " UNION ALL SELECT s.account, s.environment, s.first, " + NARROWED + " FROM span" + TO_MIDDLE + ")";
    private static final String OF_ACCOUNT =
            " CROSS JOIN record AS r WHERE s.low >= s.high AND r.account = s.account AND r.environment = s.environment";
    static final String ONES = SPAN.formatted(ONE) + " SELECT s.first, s.low FROM span AS s WHERE s.low >= s.high";

    private RecordTimes() {}

    /// All places from `first` on before `end`.
    record Span(long first, long end) {
        static final Span NONE = new Span(0, 0);
    }

    /// A question to the records `r` since a time, of the rows `h` of `account_half`.
    ///
    /// Its parameters are the time ([#clamped]), those of `which`, those of `what`, the time again.
    ///
    /// @param what  to select
    /// @param which a condition on these rows
    static String since(String what, String which) {
        return SINCE.formatted(which) + what + " FROM since AS s" + OF_ACCOUNT
                + " AND r.ordinal >= s.low AND r.at >= ?";
    }

    /// The same before another time as well: its parameters are the first time, those of `which`, the second time,
    /// those of `what`, both times again.
    static String between(String what, String which) {
        return SPAN.formatted(which) + what + " FROM span AS s" + OF_ACCOUNT
                + " AND r.ordinal >= s.first AND r.ordinal < s.low AND r.at >= ? AND r.at < ?";
    }

    /// The places of one account's records of that time.
    static Span of(Session session, AccountEnvironment whose, Instant from, Instant to) throws SQLException {
        return session.first(
                        ONES,
                        row -> new Span(row.number(), row.number()),
                        clamped(from),
                        whose.account(),
                        whose.environment(),
                        clamped(to))
                .orElse(Span.NONE);
    }

    static Instant clamped(Instant time) {
        if (time.isBefore(EARLIEST)) return EARLIEST;
        return time.isAfter(LATEST) ? LATEST : time;
    }
}
