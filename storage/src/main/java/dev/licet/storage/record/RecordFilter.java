package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import java.time.Instant;
import java.util.Optional;

/// Which records somebody looks for; what is empty does not matter.
///
/// @param cookie exactly that one
/// @param kid    among the record's kids
/// @param code   exactly that one
/// @param drm    of that system
/// @param kind   of that kind
/// @param from   not before
/// @param to     before
public record RecordFilter(
        Optional<String> cookie,
        Optional<KeyId> kid,
        Optional<Integer> code,
        Optional<Drm> drm,
        Optional<Event.Kind> kind,
        Optional<Instant> from,
        Optional<Instant> to) {
    /// Everything.
    public static final RecordFilter ALL = new RecordFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// All of that time.
    public static RecordFilter between(Instant from, Instant to) {
        var none = ALL;
        return new RecordFilter(
                none.cookie, none.kid, none.code, none.drm, none.kind, Optional.of(from), Optional.of(to));
    }

    /// All that have this key.
    public static RecordFilter ofKey(KeyId kid) {
        var none = ALL;
        return new RecordFilter(none.cookie, Optional.of(kid), none.code, none.drm, none.kind, none.from, none.to);
    }

    /// Whether a record has the key.
    boolean admitsKids(EventRecord record) {
        return kid.map(KeyId::hex).stream().allMatch(record.kids()::contains);
    }

    /// Whether a record is among those.
    public boolean admits(EventRecord record) {
        return (cookie.isEmpty() || cookie.equals(record.cookie()))
                && admitsKids(record)
                && code.stream().allMatch(wanted -> wanted == record.code())
                && (drm.isEmpty() || drm.equals(record.drm()))
                && kind.stream().allMatch(wanted -> wanted == record.kind())
                && from.stream().noneMatch(record.at()::isBefore)
                && to.stream().allMatch(record.at()::isBefore);
    }
}
