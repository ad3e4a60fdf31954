package dev.licet.drm;

import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.HashMap;
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
                noticed(call, device));
    }

    private static Map<String, String> noticed(Arrival call, Device device) {
        var facts = new HashMap<>(RedemptionLints.noticed(device.facts(), call.at()));
        facts.putAll(call.facts());
        return facts;
    }

    private static List<KeyId> kids(Token token) {
        return token.rights().keys().stream().flatMap(key -> key.kid().stream()).toList();
    }

    /// It was refused before it was known what it asks for.
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
