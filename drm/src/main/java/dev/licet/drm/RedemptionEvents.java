package dev.licet.drm;

import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The records of requests that were refused before a token was open.
final class RedemptionEvents {
    private RedemptionEvents() {}

    /// A signed request that was refused before its content was read.
    ///
    /// @param account whose signer is named
    static Event signed(RedemptionCall call, Instant at, AccountId account, Refused why) {
        return new Event(
                        Event.Kind.DENIED,
                        at,
                        Origin.of(call.environment(), account, call.drm(), call.requestId()),
                        Optional.empty(),
                        Subject.NONE,
                        Map.of())
                .refused(Event.Kind.DENIED, why);
    }

    /// The token did not open, so the request belongs to no account.
    static Event unopened(Arrival call, Refused why) {
        return new Event(
                Event.Kind.DENIED,
                call.at(),
                Origin.ofNobody(call.environment(), call.drm(), call.requestId()),
                Optional.of(why),
                Subject.NONE,
                Map.of());
    }
}
