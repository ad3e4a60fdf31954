package dev.licet.storage.record;

import dev.licet.domain.record.Event;
import dev.licet.storage.account.Movement;
import dev.licet.storage.account.MovementColumns;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What stays of a record that is old enough to go.
///
/// @param tokens   tokens that it counts, 0 or 1
/// @param licenses licenses that it counts, 0 or 1
/// @param charged  units that it charged
/// @param charge   the movement that it becomes, where it charged something
record OldRecord(long ordinal, Instant at, int tokens, int licenses, int charged, Optional<Movement> charge) {
    static final String COLUMNS = "ordinal, at, CASE WHEN " + RecordColumns.isKind(Event.Kind.ISSUED)
            + " THEN 1 ELSE 0 END, " + RecordColumns.licenses("") + ", charged, redemption_window, units, token";

    /// What it counts for in [UsageReport].
    UsageLine usage(AccountEnvironment whose) {
        return new UsageLine(UsageReport.monthOf(at), whose.account(), whose.environment(), tokens, licenses, charged);
    }

    /// The row of a movement that it becomes, if it is one.
    Stream<Object[]> movement(AccountEnvironment whose) {
        return charge.stream().map(own -> MovementColumns.ofRecord(whose, own, ordinal));
    }

    static OldRecord read(Row row) throws SQLException {
        long ordinal = row.number();
        Instant at = row.time();
        int tokens = row.small();
        int licenses = row.small();
        var charge = MovementColumns.charge(row, at);
        return new OldRecord(ordinal, at, tokens, licenses, charge.charged(), charge.movement());
    }
}
