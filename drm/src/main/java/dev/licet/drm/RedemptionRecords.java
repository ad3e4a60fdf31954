package dev.licet.drm;

import dev.licet.domain.Refused;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.Token;
import java.util.Optional;

/// Writes down what became of a request under a token.
final class RedemptionRecords {
    private final Ledger ledger;
    private final Devices devices;

    /// @param devices names devices
    RedemptionRecords(Ledger ledger, Devices devices) {
        this.ledger = ledger;
        this.devices = devices;
    }

    void write(Event.Kind kind, Arrival call, Token token, Device device) {
        ledger.write(event(kind, call, token, device));
    }

    /// Records that it was refused.
    ///
    /// @return what the device is told
    LicenseOutcome deny(Arrival call, Token token, Refused why, Device device) {
        ledger.write(denied(call, token, why, device));
        return new LicenseOutcome.Denied(why);
    }

    /// The record of a refusal, for whoever writes it together with something else.
    Event denied(Arrival call, Token token, Refused why, Device device) {
        return event(Event.Kind.DENIED, call, token, device).refused(Event.Kind.DENIED, why);
    }

    Event event(Event.Kind kind, Arrival call, Token token, Device device) {
        var origin = Origin.of(call.environment(), token.account(), call.drm(), call.requestId());
        var subject = new Subject(
                Optional.of(token.id()),
                token.cookie(),
                token.contentId(),
                token.rights().kids(),
                devices.name(token, device));
        var facts = RedemptionLints.noticed(device.facts(), call.at());
        var event = new Event(kind, call.at(), origin, Optional.empty(), subject, facts);
        return call.facts().isEmpty() ? event : event.with(call.facts());
    }
}
