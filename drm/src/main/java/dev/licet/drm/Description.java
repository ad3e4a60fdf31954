package dev.licet.drm;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.util.Optional;

/// Says what a challenge is and whom it comes from, and gives no license. Costs nothing and leaves one record.
final class Description {
    private static final Answer NOTHING = Answer.raw(new byte[0]);

    private final Permits permits;
    private final RedemptionRecords records;

    Description(Permits permits, RedemptionRecords records) {
        this.permits = permits;
        this.records = records;
    }

    LicenseOutcome of(Arrival call, Token token, Reading reading) {
        return switch (reading) {
            case Reading.Same(Answer answer) -> new LicenseOutcome.Given(answer);
            case Reading.Certificate _ -> told(call, token, Device.UNKNOWN);
            case Reading.Malformed(String what) -> records.deny(call, token, unreadable(what), Device.UNKNOWN);
            case Reading.Understood(Message.LicenseRequest request) -> opened(call, token, request);
            case Reading.Understood(Message.SessionRequest _), Reading.Understood(Message.Errand _) ->
                told(call, token, Device.UNKNOWN);
        };
    }

    private static Refused unreadable(String what) {
        return Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, what).at(Rule.MESSAGE);
    }

    /// Nobody else is asked: what another server would verify is told as the device's own word.
    private LicenseOutcome opened(Arrival call, Token token, Message.LicenseRequest request) {
        Optional<Opening> opening = permits.with(() -> request.open(token, call.at()));
        if (opening.isEmpty()) return new LicenseOutcome.Denied(LicenseIssuer.overloaded(call.drm()));
        return switch (opening.get()) {
            case Opening.Ready(Exchange exchange) -> told(call, token, exchange.device());
            case Opening.Reported(Answer _, Device device) -> told(call, token, device);
            case Opening.Denied(Refused why, Device device) -> records.deny(call, token, why, device);
            case Opening.Remote remote -> told(call, token, remote.device());
            case Opening.Paid paid -> told(call, token, paid.device());
        };
    }

    private LicenseOutcome told(Arrival call, Token token, Device device) {
        records.write(Event.Kind.REPORTED, call, token, device);
        return new LicenseOutcome.Given(NOTHING, device);
    }
}
