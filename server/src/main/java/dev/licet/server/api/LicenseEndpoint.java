package dev.licet.server.api;

import dev.licet.crypto.Digest;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Signed;
import dev.licet.domain.request.SignedCallers;
import dev.licet.domain.request.SignedCallers.Verdict;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import dev.licet.drm.Warrant;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.license.LicenseDoor;
import dev.licet.keys.license.LicenseDoor.Asked;
import dev.licet.keys.license.LicenseOrder;
import dev.licet.keys.license.LicenseStatus;
import dev.licet.keys.license.Signatory;
import dev.licet.keys.widevine.SignedEnvelope;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// `POST /wv/getlicense/{signer}`: Google's interface for license proxies (described in `docs/widevine.md`). The HTTP
/// status is 200 and the JSON says the rest, but for 503 where the same request may succeed in a moment.
public final class LicenseEndpoint {
    /// Where its paths begin.
    static final String PATH = "/wv/getlicense/";

    private static final int BUSY = 503;

    private final SignedCallers callers;
    private final LicenseDoor door;
    private final LicenseIssuer issuer;
    private final RecordThrottle forged;

    /// @param forged bounds the records of requests that only say whose they are
    public LicenseEndpoint(SignedCallers callers, LicenseDoor door, LicenseIssuer issuer, RecordThrottle forged) {
        this.callers = callers;
        this.door = door;
        this.issuer = issuer;
        this.forged = forged;
    }

    /// What came, and from whom.
    private record Arrived(Request request, Signatory signatory, Signed signed) {
        RedemptionCall call(byte[] payload) {
            return new RedemptionCall(
                    request.environment(),
                    Drm.WIDEVINE,
                    Optional.empty(),
                    new Sent.Body(payload, Optional.empty()),
                    request.id());
        }

        Warrant warrant(LicenseOrder order) {
            String mark = HexFormat.of().formatHex(Digest.sha256(signed.message()));
            return new Warrant(order.token(), mark, order.facts());
        }
    }

    Reply answer(Request request, String signer) {
        try {
            return judged(request, signer, SignedEnvelope.read(request.body()));
        } catch (MalformedJson bad) {
            var why = Refused.request(Refusal.LICENSE_REQUEST, bad.getMessage()).at(Rule.SIGNED_REQUEST);
            return refused(LicenseStatus.MALFORMED_REQUEST, why);
        }
    }

    private Reply judged(Request request, String signer, Signed signed) {
        return switch (callers.judge(request.environment(), signer, signed)) {
            case Verdict.Genuine(var account) ->
                genuine(new Arrived(request, new Signatory(account.id(), request.environment(), signer), signed));
            case Verdict.Forged(Refused why, AccountId named) -> {
                var sent = new Arrived(request, new Signatory(named, request.environment(), signer), signed);
                if (forged.admits()) record(sent, why);
                yield refused(LicenseStatus.SIGNATURE_FAILED, why);
            }
            case Verdict.Denied(Refused why, Optional<AccountId> account) -> {
                account.ifPresent(id ->
                        record(new Arrived(request, new Signatory(id, request.environment(), signer), signed), why));
                yield refused(LicenseStatus.of(why), why);
            }
        };
    }

    private Reply genuine(Arrived sent) {
        return switch (door.read(sent.signatory(), sent.signed().message())) {
            case Asked.License(LicenseOrder order) ->
                redeemed(sent, order, (license, device) -> LicenseDoor.licensed(order, license, device));
            case Asked.Certificate(LicenseOrder order) ->
                redeemed(sent, order, (message, _) -> LicenseDoor.certificate(message));
            case Asked.Description(LicenseOrder order) ->
                print(
                        issuer.describe(sent.call(order.payload()), sent.warrant(order)),
                        (_, device) -> LicenseDoor.described(order, device));
            case Asked.Denied(LicenseStatus status, Refused why) -> {
                record(sent, why);
                yield refused(status, why);
            }
        };
    }

    private Reply redeemed(Arrived sent, LicenseOrder order, BiFunction<byte[], Map<String, String>, byte[]> written) {
        return print(issuer.redeem(sent.call(order.payload()), sent.warrant(order)), written);
    }

    private void record(Arrived sent, Refused why) {
        issuer.refuse(
                sent.call(new byte[0]),
                sent.signatory().account(),
                why.at(Rule.SIGNED_REQUEST),
                sent.signatory().facts());
    }

    private static Reply print(LicenseOutcome outcome, BiFunction<byte[], Map<String, String>, byte[]> written) {
        return switch (outcome) {
            case LicenseOutcome.Given(Answer answer, Device device) ->
                json(200, written.apply(answer.body(), device.facts()));
            case LicenseOutcome.Denied(Refused why) -> refused(LicenseStatus.of(why), why);
            case LicenseOutcome.DeniedWith(int _, Answer _, Refused why) -> refused(LicenseStatus.of(why), why);
            case LicenseOutcome.Broken broken ->
                throw new IllegalStateException("nothing is ordered to fail by a signed request");
        };
    }

    private static Reply refused(LicenseStatus status, Refused why) {
        int http = why.blame() == Refused.Blame.BUSY ? BUSY : 200;
        return json(http, LicenseDoor.denied(status, why))
                .with("Licet-Code", Integer.toString(why.why().code()))
                .because(Problem.cause(why));
    }

    private static Reply json(int status, byte[] body) {
        return Reply.of(status, "application/json", body);
    }
}
