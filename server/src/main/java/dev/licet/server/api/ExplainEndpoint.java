package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.explain.Explanation;
import dev.licet.domain.request.Admission;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/explain`: why something was refused, for the owner of the account (described in `docs/explain.md`).
public final class ExplainEndpoint {
    private static final String SYSTEMS = Stream.of(Drm.values()).map(Drm::path).collect(Collectors.joining(", "));
    private static final byte[] NO_FORM = {};

    private final Callers callers;
    private final Explainer explainer;
    private final Reads reads;

    public ExplainEndpoint(Callers callers, Explainer explainer, Reads reads) {
        this.callers = callers;
        this.explainer = explainer;
        this.reads = reads;
    }

    Reply answer(Request request) {
        byte[] form = request.method().equals("POST") ? request.body() : NO_FORM;
        var parameters = Parameters.read(request.rawQuery(), form);
        return switch (callers.admit(request.environment(), parameters, Bearer.of(request.fields()))) {
            case Admission.Admitted(Account account) -> answer(account, parameters, request);
            case Admission.Denied(Refused why, Optional<AccountId> account) -> Api.refused(request, Problem.of(why));
        };
    }

    private Reply answer(Account account, Parameters parameters, Request request) {
        Optional<String> unclear = parameters.unclear("requestId", "cookie", "token", "drm");
        if (unclear.isPresent()) return Api.refused(request, Problem.http(400, unclear.get()));
        long asked = Stream.of("requestId", "cookie", "token")
                .filter(parameters::has)
                .count();
        Optional<Drm> endpoint = parameters.first("drm").flatMap(Drm::named);
        boolean badDrm = parameters.has("drm") && endpoint.isEmpty();
        if (asked != 1 || badDrm) return Api.refused(request, usage());
        return reads.answer(request, account, () -> reply(request, explain(account, parameters, endpoint)));
    }

    private static Problem usage() {
        return Problem.http(
                400, "Send exactly one of requestId, cookie and token; drm, if at all, as one of " + SYSTEMS);
    }

    private Explanation explain(Account account, Parameters parameters, Optional<Drm> endpoint) {
        if (parameters.has("requestId")) {
            return explainer.request(account, parameters.first("requestId").orElse(""));
        }
        if (parameters.has("cookie")) {
            return explainer.cookie(account, parameters.first("cookie").orElse(""));
        }
        return explainer.token(
                account, PublicUrls.tokenIn(parameters.first("token").orElse("")), endpoint);
    }

    private static Reply reply(Request request, Explanation explanation) {
        return switch (explanation) {
            case Explanation.NotFound(String why) -> Api.refused(request, Problem.http(404, why));
            case Explanation.NotYours() ->
                Api.refused(request, Problem.http(403, "This token belongs to another account"));
            case Explanation.Known known -> ok(ExplanationPrinter.print(known));
            case Explanation.OtherEnvironment other -> ok(ExplanationPrinter.print(other));
            case Explanation.NotOurs notOurs -> ok(ExplanationPrinter.print(notOurs));
        };
    }

    private static Reply ok(byte[] body) {
        return Reply.of(200, "application/json", body);
    }
}
