package dev.licet.storage.ledger;

import dev.licet.domain.record.Event;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.record.Charge;
import dev.licet.storage.record.RecordColumns;
import java.util.Optional;

/// A record on its way into the event log.
final class Posting {
    private final Event event;
    private final Optional<Long> place;
    private final Charge charge;
    private long id;

    /// @param place   its place among the records of its account and environment; empty when the account is
    ///                not known
    Posting(Event event, Optional<Long> place, Charge charge) {
        this.event = event;
        this.place = place;
        this.charge = charge;
    }

    Object[] row(RowTags tags) {
        return RecordColumns.row(event, place, charge, tags);
    }

    void written(long number) {
        id = number;
    }

    /// Its number, once it has been written.
    long id() {
        return id;
    }
}
