package dev.licet.storage.ledger;

import dev.licet.domain.record.Event;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.record.Charge;
import dev.licet.storage.record.RecordColumns;
import dev.licet.storage.sql.AccountEnvironment;
import java.time.Instant;
import java.util.Optional;

/// A record on its way into the event log.
///
/// @param whose among whose records it gets a place; empty when the account is not known
record PendingRecord(Event event, Optional<AccountEnvironment> whose, Charge charge) {
    Instant at() {
        return event.at();
    }

    Object[] row(RowTags tags) {
        return RecordColumns.row(event, charge, tags);
    }
}
