package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.Token;
import dev.licet.drm.wire.PlayReadyFault;
import java.time.Duration;
import java.util.Optional;

/// What a token's maker ordered to go wrong, in the test environment only (docs/fault-injection.md).
final class OrderedFaults {
    private static final String ORDERED = "ordered with licetFault";
    private static final int FAULT_STATUS = 500;

    private final RedemptionRecords records;
    private final OrderedDelays delays = new OrderedDelays();

    OrderedFaults(RedemptionRecords records) {
        this.records = records;
    }

    /// How the request ends by it; empty when nothing was ordered that ends it, such as a delay, which is over then.
    Optional<LicenseOutcome> of(Arrival call, Token token) {
        if (call.environment() != Environment.TEST || token.fault().isEmpty()) return Optional.empty();
        return switch (token.fault().get()) {
            case Fault.Refuse(Refusal why) -> Optional.of(denied(call, token, Refused.request(why, ORDERED)));
            case Fault.Status(int status) -> Optional.of(broken(call, token, status));
            case Fault.Delay(Duration time) -> {
                delays.wait(time);
                yield Optional.empty();
            }
            case Fault.PlayReadyStatus(int status)
            when call.drm() == Drm.PLAYREADY -> Optional.of(playReady(call, token, status));
            case Fault.PlayReadyStatus ofAnotherSystem -> Optional.empty();
            case Fault.ShortLicense inTheRightsAlready -> Optional.empty();
        };
    }

    private LicenseOutcome denied(Arrival call, Token token, Refused why) {
        return records.deny(call, token, why, Device.UNKNOWN);
    }

    private LicenseOutcome broken(Arrival call, Token token, int status) {
        denied(call, token, Refused.request(LicenseIssuer.failed(call.drm()), "status " + status + " " + ORDERED));
        return new LicenseOutcome.Broken(status);
    }

    private LicenseOutcome playReady(Arrival call, Token token, int status) {
        var fault = new PlayReadyFault(status, ORDERED, Optional.empty());
        var why = Refused.request(LicenseIssuer.failed(call.drm()), PlayReadyFault.hex(status) + " " + ORDERED);
        denied(call, token, why);
        return new LicenseOutcome.DeniedWith(FAULT_STATUS, new Answer(fault.write(), PlayReadyFault.MEDIA_TYPE), why);
    }
}
