package dev.licet.storage.ledger;

import dev.licet.domain.record.Event;
import dev.licet.storage.record.RecordColumns;
import java.util.Optional;

/// A record on its way into the event log.
final class Posting {
    private final Event event;
    private final Optional<Long> place;
    private final int charged;
    private final int window;
    private long id;

    /// @param place   its place among the records of its account and environment; empty when the account is
    ///                not known
    /// @param charged units charged, 0 or 1
    /// @param window  the redemption window, 0 for none
    Posting(Event event, Optional<Long> place, int charged, int window) {
        this.event = event;
        this.place = place;
        this.charged = charged;
        this.window = window;
    }

    Object[] row() {
        return RecordColumns.row(event, place, charged, window);
    }

    void written(long number) {
        id = number;
    }

    /// Its number, once it has been written.
    long id() {
        return id;
    }
}
