package dev.licet.server.api;

import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.http.Reply;
import dev.licet.keys.license.LicenseDoor;
import dev.licet.keys.license.LicenseDoor.Asked;
import dev.licet.keys.license.LicenseOrder;
import dev.licet.keys.license.LicenseStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What this service answers to a proxy whose signature is good.
public final class LicenseAnswers {
    private static final int BUSY = 503;

    private final LicenseDoor door;
    private final LicenseIssuer issuer;
    private final LicenseIssuer rehearsals;

    /// @param rehearsals decides and makes licenses as `issuer` does, and charges and records nothing
    public LicenseAnswers(LicenseDoor door, LicenseIssuer issuer, LicenseIssuer rehearsals) {
        this.door = door;
        this.issuer = issuer;
        this.rehearsals = rehearsals;
    }

    /// What this service answers.
    ///
    /// @param refused why it gives no license; empty where it gives one
    record OwnAnswer(Reply reply, Optional<Refused> refused) {}

    /// What a message asks for.
    Asked read(SignedCall call) {
        return door.read(call.signatory(), call.signed().message());
    }

    /// The answer, with what it costs.
    OwnAnswer answer(SignedCall call, Asked asked) {
        return switch (asked) {
            case Asked.License(LicenseOrder order) -> licensed(issuer, call, order);
            case Asked.Certificate(LicenseOrder order) ->
                redeemed(issuer, call, order, (message, _) -> LicenseDoor.certificate(message));
            case Asked.Description(LicenseOrder order) ->
                of(
                        issuer.describe(call.call(order.payload()), call.warrant(order)),
                        (_, device) -> LicenseDoor.described(order, device));
            case Asked.Denied(LicenseStatus status, Refused why) -> {
                record(call, why);
                yield refused(status, why);
            }
        };
    }

    /// What the answer would be: a license that nobody gets, nothing charged and no record.
    OwnAnswer rehearsed(SignedCall call, Asked asked) {
        return switch (asked) {
            case Asked.License(LicenseOrder order) -> licensed(rehearsals, call, order);
            case Asked.Denied(LicenseStatus status, Refused why) -> refused(status, why);
            case Asked.Certificate _, Asked.Description _ ->
                throw new IllegalStateException("only what asks for a license is rehearsed");
        };
    }

    private static OwnAnswer licensed(LicenseIssuer by, SignedCall call, LicenseOrder order) {
        return redeemed(by, call, order, (license, device) -> LicenseDoor.licensed(order, license, device));
    }

    private static OwnAnswer redeemed(
            LicenseIssuer by,
            SignedCall call,
            LicenseOrder order,
            BiFunction<byte[], Map<String, String>, byte[]> written) {
        return of(by.redeem(call.call(order.payload()), call.warrant(order)), written);
    }

    /// Records that a request was refused at the door.
    void record(SignedCall call, Refused why) {
        issuer.refuse(
                call.call(new byte[0]),
                call.signatory().account(),
                why.at(Rule.SIGNED_REQUEST),
                call.signatory().facts());
    }

    private static OwnAnswer of(LicenseOutcome outcome, BiFunction<byte[], Map<String, String>, byte[]> written) {
        return switch (outcome) {
            case LicenseOutcome.Given(Answer answer, Device device) ->
                new OwnAnswer(json(200, written.apply(answer.body(), device.facts())), Optional.empty());
            case LicenseOutcome.Denied(Refused why) -> refused(LicenseStatus.of(why), why);
            case LicenseOutcome.DeniedWith(int _, Answer _, Refused why) -> refused(LicenseStatus.of(why), why);
            case LicenseOutcome.Broken broken ->
                throw new IllegalStateException("nothing is ordered to fail by a signed request");
        };
    }

    static OwnAnswer refused(LicenseStatus status, Refused why) {
        int http = why.blame() == Refused.Blame.BUSY ? BUSY : 200;
        Reply reply = json(http, LicenseDoor.denied(status, why))
                .with("Licet-Code", Integer.toString(why.why().code()))
                .because(Problem.cause(why));
        return new OwnAnswer(reply, Optional.of(why));
    }

    static Reply json(int status, byte[] body) {
        return Reply.of(status, "application/json", body);
    }
}
