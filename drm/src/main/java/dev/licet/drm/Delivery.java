package dev.licet.drm;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision.Grant;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Delivers licenses that another server makes after the charge. When it is certain that the device gets none,
/// the license is taken back. When it is uncertain, the charge stays, and the same challenge is free when it
/// comes again.
final class Delivery {
    private static final Logger LOG = System.getLogger(Delivery.class.getName());

    private final Ledger ledger;
    private final Devices devices;
    private final RedemptionRecords records;

    Delivery(Ledger ledger, Devices devices, RedemptionRecords records) {
        this.ledger = ledger;
        this.devices = devices;
        this.records = records;
    }

    /// Asks for a license that was paid for.
    ///
    /// @param grant on which grounds it was granted
    LicenseOutcome deliver(Arrival call, Redemption redemption, Grant grant, Opening.Paid paid) {
        Token token = redemption.token();
        return switch (checked(call, token, asked(paid))) {
            case Made.Given(Answer answer, Device device) -> {
                note(records.event(Event.Kind.DELIVERED, call, token, device));
                yield new LicenseOutcome.Given(answer, device);
            }
            case Made.Missing(Refused why, Device device, Optional<Made.Said> said, boolean certain) -> {
                Event denied = records.denied(call, token, why, device);
                if (certain) ledger.takeBack(redemption, grant, denied);
                else ledger.write(denied);
                yield told(why, said);
            }
        };
    }

    /// Runs something that costs nothing.
    LicenseOutcome run(Arrival call, Token token, Message.Errand errand) {
        return switch (errand.run(token, call.at())) {
            case Made.Given(Answer answer, Device device) -> {
                records.write(Event.Kind.REPORTED, call, token, device);
                yield new LicenseOutcome.Given(answer, device);
            }
            case Made.Missing(Refused why, Device device, Optional<Made.Said> said, boolean _) -> {
                records.deny(call, token, why, device);
                yield told(why, said);
            }
        };
    }

    private static Made asked(Opening.Paid paid) {
        try {
            return paid.ask();
        } catch (RuntimeException defect) {
            // Its message might quote what it worked on, so the log has its kind alone.
            var why = Refused.service(Refusal.ADMIN_ERROR, "the license maker could not be asked")
                    .at(Rule.MAKER)
                    .because(defect.getClass().getName());
            return new Made.Missing(why, paid.device(), Optional.empty(), false);
        }
    }

    /// A license for another device than the one that the token is bound to, or for one that is stopped, is not
    /// handed over. Which device asks is known only from whoever made it.
    private Made checked(Arrival call, Token token, Made made) {
        if (!(made instanceof Made.Given(Answer _, Device device))) return made;
        return unbound(token, device)
                .or(() -> devices.stopped(token, device, call.at()))
                .<Made>map(why -> new Made.Missing(why, device, Optional.empty(), true))
                .orElse(made);
    }

    private Optional<Refused> unbound(Token token, Device device) {
        Optional<String> wanted = token.rights().playReady().device();
        Optional<String> asks = devices.name(token, device);
        if (wanted.isEmpty() || asks.equals(wanted)) return Optional.empty();
        String reason = asks.isPresent()
                ? "the token is bound to another device"
                : "the token is bound to a device, and the license maker did not tell which device asks";
        return Optional.of(
                Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, reason).at(Rule.DEVICE));
    }

    /// It is paid for, and that is on disk; what the license maker told is not worth refusing it for.
    private void note(Event delivered) {
        try {
            ledger.write(delivered);
        } catch (StoreUnavailable noAnswer) {
            LOG.log(Level.WARNING, "request {0}: {1}", delivered.requestId(), noAnswer.getMessage());
        }
    }

    private static LicenseOutcome told(Refused why, Optional<Made.Said> said) {
        return said.<LicenseOutcome>map(its -> new LicenseOutcome.DeniedWith(its.status(), its.answer(), why))
                .orElseGet(() -> new LicenseOutcome.Denied(why));
    }
}
