package dev.licet.storage.ledger;

import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;

/// Where the records of an account in one environment end, while a batch is run in a database with one writer: read
/// once, moved on here by each record, and written once.
final class RecordEnd {
    private static final String READ =
            "SELECT records, latest, lag FROM record_end WHERE account = ? AND environment = ?";
    private static final String WRITE = "UPDATE record_end SET records = records + ?, latest = ?, lag = ?"
            + " WHERE account = ? AND environment = ? AND records = ?";

    private final AccountEnvironment whose;
    private final long places;
    private final TimeBounds bounds;
    private int records;

    private RecordEnd(AccountEnvironment whose, Row row) throws SQLException {
        this.whose = whose;
        this.places = row.number();
        this.bounds = new TimeBounds(row.time(), row.number());
    }

    static RecordEnd read(Session session, AccountEnvironment whose) throws SQLException {
        return session.first(READ, row -> new RecordEnd(whose, row), whose.account(), whose.environment())
                .orElseThrow(() -> new SQLException("an account has no end of its records"));
    }

    /// The next place, which a record of that time then takes.
    long place(Instant at) {
        bounds.add(at);
        return places + records++;
    }

    void write(Session session) throws SQLException {
        int changed = session.change(
                WRITE, records, bounds.latest(), bounds.lag(), whose.account(), whose.environment(), places);
        if (changed != 1) throw new SQLException("the records of an account were added to by somebody else meanwhile");
    }
}
