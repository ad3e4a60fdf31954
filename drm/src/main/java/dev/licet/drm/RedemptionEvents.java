package dev.licet.drm;

import dev.licet.domain.Refused;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records that redemptions leave.
final class RedemptionEvents {
    private RedemptionEvents() {}

    static Event of(Event.Kind kind, Arrival call, Token token, Device device, DevicePseudonym pseudonym) {
        return new Event(
                kind,
                call.at(),
                call.environment(),
                Optional.of(token.account()),
                Optional.of(call.drm()),
                call.requestId(),
                Optional.empty(),
                Optional.of(token.id()),
                token.cookie(),
                token.contentId(),
                token.rights().keys().stream()
                        .flatMap(key -> key.kid().stream())
                        .toList(),
                device.identity().map(identity -> pseudonym.of(token.account(), identity)),
                ClockSkew.noticed(device.facts(), call.at()));
    }

    /// The token did not open, so nobody knows whose request it was.
    static Event unopened(Arrival call, Refused why) {
        return new Event(
                Event.Kind.DENIED,
                call.at(),
                call.environment(),
                Optional.empty(),
                Optional.of(call.drm()),
                call.requestId(),
                Optional.of(why),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of());
    }
}
