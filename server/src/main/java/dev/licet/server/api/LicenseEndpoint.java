package dev.licet.server.api;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Signed;
import dev.licet.domain.request.SignedCallers;
import dev.licet.domain.request.SignedCallers.Verdict;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.license.LicenseDoor;
import dev.licet.keys.license.LicenseStatus;
import dev.licet.keys.license.Signatory;
import dev.licet.keys.widevine.SignedEnvelope;
import java.util.Optional;

/// `POST /wv/getlicense/{signer}`: Google's interface for license proxies (described in `docs/widevine.md`). The HTTP
/// status is 200 and the JSON says the rest, but for 503 where the same request may succeed in a moment.
public final class LicenseEndpoint implements AutoCloseable {
    /// Where its paths begin.
    static final String PATH = "/wv/getlicense/";

    private static final int FORBIDDEN = 403;

    private final SignedCallers callers;
    private final LicenseAnswers answers;
    private final TwoServices services;
    private final RecordThrottle forged;

    /// @param services asks the service that a signer asked before as well, where that is set
    /// @param forged   bounds the records of requests that only say whose they are
    public LicenseEndpoint(SignedCallers callers, LicenseAnswers answers, TwoServices services, RecordThrottle forged) {
        this.callers = callers;
        this.answers = answers;
        this.services = services;
        this.forged = forged;
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
                services.answer(
                        new SignedCall(request, new Signatory(account.id(), request.environment(), signer), signed));
            case Verdict.Forged(Refused why, AccountId named) -> {
                var sent = new SignedCall(request, new Signatory(named, request.environment(), signer), signed);
                if (forged.admits()) answers.record(sent, why);
                yield refused(LicenseStatus.SIGNATURE_FAILED, why);
            }
            case Verdict.Denied(Refused why, Optional<AccountId> account) -> {
                account.ifPresent(id -> answers.record(
                        new SignedCall(request, new Signatory(id, request.environment(), signer), signed), why));
                yield refused(LicenseStatus.of(why), why);
            }
        };
    }

    /// Waits a moment for what goes on after answers.
    @Override
    public void close() {
        services.close();
    }

    /// A refusal of a request that failed before its envelope was looked at.
    ///
    /// @param post whether it is one of the interface; of others the HTTP status says what is wrong
    static Reply refused(Problem problem, boolean post) {
        LicenseStatus status = problem.isOurs() ? LicenseStatus.INTERNAL_ERROR : ofCaller(problem);
        int http = post && !problem.isOurs() ? 200 : problem.status();
        return LicenseAnswers.json(http, LicenseDoor.denied(status, problem.message()))
                .with("Licet-Code", Integer.toString(problem.code()))
                .because(problem.cause());
    }

    private static LicenseStatus ofCaller(Problem problem) {
        return problem.status() == FORBIDDEN ? LicenseStatus.ACCESS_DENIED : LicenseStatus.MALFORMED_REQUEST;
    }

    private static Reply refused(LicenseStatus status, Refused why) {
        return LicenseAnswers.refused(status, why).reply();
    }
}
