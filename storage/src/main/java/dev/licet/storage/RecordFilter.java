package dev.licet.storage;

import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
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
}
