package dev.licet.domain.record;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of the event log as it is read back.
///
/// @param id          grows with every record and never repeats
/// @param kind        what happened
/// @param at          when
/// @param environment where
/// @param drm         which endpoint; empty for the key storage
/// @param requestId   the id that the caller got back
/// @param code        0, or the code of the refusal
/// @param reason      empty, or why it was refused, in words
/// @param tokenId     32 hexadecimal digits
/// @param cookie      the caller's mark
/// @param contentId   the caller's name for the content
/// @param kids        key ids, 32 hexadecimal digits each
/// @param deviceId    a keyed hash of what identifies the device
/// @param charged     units charged by this line: 0 or 1
/// @param window      which redemption window of the token this license fell into, from 1; 0 when none
/// @param facts       what the device said about itself and what the service noticed
public record EventRecord(
        long id,
        Event.Kind kind,
        Instant at,
        Environment environment,
        Optional<Drm> drm,
        String requestId,
        int code,
        String reason,
        Optional<String> tokenId,
        Optional<String> cookie,
        Optional<String> contentId,
        List<String> kids,
        Optional<String> deviceId,
        int charged,
        int window,
        Map<String, String> facts) {
    public EventRecord {
        kids = List.copyOf(kids);
        facts = Map.copyOf(facts);
    }
}
