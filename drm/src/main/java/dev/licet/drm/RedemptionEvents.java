package dev.licet.drm;

import dev.licet.domain.Refused;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records that redemptions leave.
final class RedemptionEvents {
    private RedemptionEvents() {}

    static Event of(Event.Kind kind, Arrival call, Token token, Device device, Devices devices) {
        return new Event(
                kind,
                call.at(),
                Origin.of(call.environment(), token.account(), call.drm(), call.requestId()),
                Optional.empty(),
                new Subject(
                        Optional.of(token.id()),
                        token.cookie(),
                        token.contentId(),
                        kids(token),
                        devices.name(token, device)),
                RedemptionLints.noticed(device.facts(), call.at()));
    }

    private static List<KeyId> kids(Token token) {
        return token.rights().keys().stream().flatMap(key -> key.kid().stream()).toList();
    }

    /// The token did not open, so nobody knows whose request it was.
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
