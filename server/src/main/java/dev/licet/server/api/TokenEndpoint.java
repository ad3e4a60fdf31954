package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.request.Lint;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenOutcome;
import dev.licet.domain.token.Token;
import dev.licet.drm.wire.Json;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `/hms/wv/token`, `/hms/fp/token` and `/hms/ck/token`: one line back, the address where the token is
/// redeemed.
/// `/hms/pr/token`: address and token apart, in JSON.
public final class TokenEndpoint {
    private static final byte[] NO_FORM = {};

    private final Function<TokenCall, TokenOutcome> issuer;
    private final PublicUrls urls;

    /// @param issuer makes or refuses a token
    public TokenEndpoint(Function<TokenCall, TokenOutcome> issuer, PublicUrls urls) {
        this.issuer = issuer;
        this.urls = urls;
    }

    Reply answer(Drm drm, Request request) {
        byte[] form = request.method().equals("POST") ? request.body() : NO_FORM;
        var parameters = Parameters.read(request.rawQuery(), form);
        var bearer = Bearer.of(request.fields());
        var call = new TokenCall(request.environment(), drm, parameters, bearer, request.id());
        return switch (issuer.apply(call)) {
            case TokenOutcome.Issued(Token token, String text, List<Lint> lints) -> {
                yield linted(issued(request.environment(), drm, text), lints);
            }
            case TokenOutcome.Denied(Refused why) -> {
                var format = ProblemFormat.published(parameters, request.fields());
                yield ProblemPrinter.print(Problem.of(why), format, request.id());
            }
        };
    }

    private Reply issued(Environment environment, Drm drm, String token) {
        return switch (drm) {
            case WIDEVINE, FAIRPLAY, CLEARKEY ->
                Reply.of(200, "text/uri-list", urls.redemption(environment, drm, token));
            case PLAYREADY -> Reply.of(200, "application/json", apart(urls.rights(environment, drm), token));
        };
    }

    /// As published for PlayReady, whose clients may put the token into the challenge (reference: token-api.md
    /// 7).
    private static byte[] apart(String url, String token) {
        return Json.object(json -> {
            json.writeStringField("licenseAcquisitionUrl", url);
            json.writeStringField("token", token);
        });
    }

    private static Reply linted(Reply reply, List<Lint> lints) {
        if (lints.isEmpty()) return reply;
        return reply.with("Licet-Lint", lints.stream().map(Lint::word).collect(Collectors.joining(", ")));
    }
}
