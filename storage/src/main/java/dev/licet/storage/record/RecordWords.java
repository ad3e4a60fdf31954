package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.record.Event;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The numbers that stand for words in the table of records. A released one never changes; new words come at the end.
public final class RecordWords {
    private static final List<Event.Kind> KINDS = List.of(
            Event.Kind.ISSUED,
            Event.Kind.REFUSED,
            Event.Kind.REDEEMED,
            Event.Kind.DENIED,
            Event.Kind.DELIVERED,
            Event.Kind.RENEWED,
            Event.Kind.RELEASED,
            Event.Kind.REPORTED,
            Event.Kind.KEY_READ,
            Event.Kind.KEY_WRITTEN,
            Event.Kind.KEY_DELETED,
            Event.Kind.KEY_SERVED,
            Event.Kind.KEY_REFUSED,
            Event.Kind.COMPARED);

    /// From 1; 0 is a record that is about none.
    private static final List<Drm> DRMS = List.of(Drm.WIDEVINE, Drm.FAIRPLAY, Drm.CLEARKEY, Drm.PLAYREADY);

    private RecordWords() {}

    /// The number of a kind.
    public static int number(Event.Kind kind) {
        return KINDS.indexOf(kind);
    }

    static Event.Kind kind(int number) throws SQLException {
        if (number < 0 || number >= KINDS.size()) throw new SQLException("a record is of a kind that there is not");
        return KINDS.get(number);
    }

    static int number(Optional<Drm> drm) {
        return drm.map(DRMS::indexOf).orElse(-1) + 1;
    }

    static Optional<Drm> drm(int number) throws SQLException {
        if (number < 0 || number > DRMS.size()) throw new SQLException("a record names a DRM system that there is not");
        return number == 0 ? Optional.empty() : Optional.of(DRMS.get(number - 1));
    }
}
