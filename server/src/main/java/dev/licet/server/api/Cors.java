package dev.licet.server.api;

import dev.licet.http.Fields;
import dev.licet.http.Reply;
import java.util.List;
import java.util.regex.Pattern;

/// Lets pages of any origin redeem tokens and read certificates (reference: ecosystem.md 3.4). The origin is
/// echoed because `*` fails as soon as a player sends credentials, which dash.js does by itself.
final class Cors {
    private static final String EXPOSED = "X-Request-Id, Licet-Code";
    private static final String USUAL_HEADERS =
            "content-type, authorization, expressplaytoken, soapaction, x-request-id";
    /// Possessive, because a group that may be tried anew takes stack for each of thousands of names.
    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9_-]+(?: *, *[A-Za-z0-9_-]+)*+");
    /// Two hours, Chromium's cap.
    private static final String PREFLIGHT_SECONDS = "7200";

    private Cors() {}

    /// The reply as a browser needs it, whatever its status.
    static Reply open(Reply reply, Fields fields) {
        Reply varying = reply.with("Vary", "Origin");
        return fields.first("Origin")
                .filter(Cors::isPlain)
                .map(origin -> varying.with(List.of(
                        new Reply.Field("Access-Control-Allow-Origin", origin),
                        new Reply.Field("Access-Control-Allow-Credentials", "true"),
                        new Reply.Field("Access-Control-Expose-Headers", EXPOSED))))
                .orElse(varying);
    }

    /// An origin is US-ASCII (RFC 6454 section 6.2), as all that may stand in a field of an answer.
    private static boolean isPlain(String origin) {
        return origin.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /// The same for a request whose origin is not known.
    static Reply openToAll(Reply reply) {
        return reply.with(List.of(
                new Reply.Field("Access-Control-Allow-Origin", "*"),
                new Reply.Field("Access-Control-Expose-Headers", EXPOSED)));
    }

    /// The answer to `OPTIONS`.
    ///
    /// @param methods that the path takes
    static Reply preflight(String methods, Fields fields) {
        String headers = fields.first("Access-Control-Request-Headers")
                .filter(names -> HEADER_NAMES.matcher(names).matches())
                .orElse(USUAL_HEADERS);
        return Reply.empty(204)
                .with("Allow", methods)
                .with("Access-Control-Allow-Methods", methods)
                .with("Access-Control-Allow-Headers", headers)
                .with("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
}
