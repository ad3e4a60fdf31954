package dev.licet.storage.ledger;

import dev.licet.storage.sql.Claim;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;

/// Where the records of a half of an account end, while a batch is run in a database with one writer: read once, moved
/// on here by each record, and written once.
final class RecordEnd {
    private static final String READ =
            "SELECT records, latest, lag FROM record_end WHERE account = ? AND environment = ?";
    private static final String WRITE = "UPDATE record_end SET records = records + ?, latest = ?, lag = ?"
            + " WHERE account = ? AND environment = ? AND records = ?";

    private final Claim half;
    private final long places;
    private final TimeBounds bounds;
    private int records;

    private RecordEnd(Claim half, Row row) throws SQLException {
        this.half = half;
        this.places = row.number();
        this.bounds = new TimeBounds(row.time(), row.number());
    }

    static RecordEnd read(Session session, Claim half) throws SQLException {
        return session.first(READ, row -> new RecordEnd(half, row), half.account(), half.environment())
                .orElseThrow(() -> new SQLException("an account has no end of its records"));
    }

    /// The next place, which a record of that time then takes.
    long place(Instant at) {
        bounds.add(at);
        return places + records++;
    }

    void write(Session session) throws SQLException {
        int changed = session.change(
                WRITE, records, bounds.latest(), bounds.lag(), half.account(), half.environment(), places);
        if (changed != 1) throw new SQLException("the records of an account were added to by somebody else meanwhile");
    }
}
