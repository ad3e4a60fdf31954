package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.request.Parameters;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import dev.licet.http.Cause;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.keys.cpix.CpixKeys;
import java.util.Optional;
import java.util.function.Function;

/// `/hms/wv/rights/` and its siblings, and `/playready/RightsManager.asmx`: what a device sends in, a license
/// back. Any content type, or none. `/hms/ck/key/…` gives a bare key under the same rules.
public final class RightsEndpoint {
    private static final byte[] NO_FORM = {};
    /// What no sealing key opens.
    private static final String UNREADABLE = "";

    private static final Cause ORDERED = new Cause(Refused.Blame.REQUEST, "the token's maker ordered it, for a test");

    private final Function<RedemptionCall, LicenseOutcome> issuer;

    /// @param issuer gives or refuses a license
    public RightsEndpoint(Function<RedemptionCall, LicenseOutcome> issuer) {
        this.issuer = issuer;
    }

    Reply answer(Drm drm, Request request) {
        if (request.method().equals("POST")) return redeem(drm, request, body(request));
        return ProblemFormat.isForPeople(request.fields()) ? explanation(drm) : wrongMethod(request);
    }

    private static Sent body(Request request) {
        return new Sent.Body(request.body(), request.fields().first("Accept"));
    }

    /// A player that sends a GET must not hand a page to its content decryption module.
    private static Reply wrongMethod(Request request) {
        var problem = Problem.http(405, "A license is asked for by POST; GET shows a page to browsers alone");
        return ProblemPrinter.print(problem, ProblemFormat.ofPlayers(request.fields()), request.id());
    }

    /// `/hms/ck/key/{contentId}/{kid}`: the 16 bytes of a key, for players of HLS with AES-128. What the content is
    /// called is for people; the kid alone says which key.
    Reply key(String name, Request request) {
        int slash = name.lastIndexOf('/');
        Optional<KeyId> kid = slash < 1 ? Optional.empty() : CpixKeys.kid(name.substring(slash + 1));
        return kid.map(known -> redeem(Drm.CLEARKEY, request, new Sent.Address(known)))
                .orElseGet(() -> noKey(request));
    }

    private static Reply noKey(Request request) {
        var problem = Problem.http(404, "A key is at /hms/ck/key/{contentId}/{kid}, the kid as a UUID with hyphens");
        return ProblemPrinter.print(problem, ProblemFormat.ofPlayers(request.fields()), request.id());
    }

    private Reply redeem(Drm drm, Request request, Sent sent) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        var call = new RedemptionCall(request.environment(), drm, token(parameters, request), sent, request.id());
        return switch (issuer.apply(call)) {
            case LicenseOutcome.Broken(int status) -> Reply.empty(status).because(ORDERED);
            case LicenseOutcome.DeniedWith(int status, Answer answer, Refused why) ->
                Reply.of(status, answer.mediaType(), answer.body())
                        .with("Licet-Code", Integer.toString(why.why().code()))
                        .because(Problem.cause(why));
            case LicenseOutcome.Given(Answer answer, Device _) -> Reply.of(200, answer.mediaType(), answer.body());
            case LicenseOutcome.Denied(Refused why) when drm == Drm.PLAYREADY -> FaultPrinter.print(why, request.id());
            case LicenseOutcome.Denied(Refused why) -> {
                var format = ProblemFormat.ofPlayers(request.fields());
                yield ProblemPrinter.print(Problem.of(why), format, request.id());
            }
        };
    }

    /// The token from the query or from the header field. Two different ones are as good as a forged one.
    static Optional<String> token(Parameters parameters, Request request) {
        Optional<String> header = request.fields().first(PublicUrls.TOKEN);
        return switch (parameters.value(PublicUrls.TOKEN)) {
            case Parameters.Value.Absent() -> header;
            case Parameters.Value.Unclear unclear -> Optional.of(UNREADABLE);
            case Parameters.Value.Text(String query) ->
                Optional.of(header.isEmpty() || header.get().equals(query) ? query : UNREADABLE);
        };
    }

    private static final String EXPLANATION = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>License server</title></head>
        <body>
        <h1>This is a license server</h1>
        <p>A player sends a POST here. Its body is %s, as raw bytes; its query has the parameter
        <code>ExpressPlayToken</code> with a license token, or its header has a field of that name.
        The answer is the license.</p>
        <p>You see this text because a browser sends a GET.</p>
        </body>
        </html>
        """;

    private static Reply explanation(Drm drm) {
        String what =
                switch (drm) {
                    case WIDEVINE -> "the license request of a Widevine CDM";
                    case FAIRPLAY -> "the SPC of a FairPlay client";
                    case CLEARKEY -> "the JSON license request of W3C Clear Key";
                    case PLAYREADY -> "the SOAP challenge of a PlayReady client";
                };
        return Html.page(200, EXPLANATION.formatted(what));
    }
}
