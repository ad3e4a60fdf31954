package dev.licet.server.api;

import dev.licet.domain.Refused;
import dev.licet.http.Trouble;
import java.util.Optional;

/// A refusal on its way to the caller.
///
/// @param status    the HTTP status
/// @param code      the published code, or the HTTP status where there is none
/// @param message   begins with the code in brackets
/// @param type      a URI for problem details (RFC 9457)
/// @param parameter the request parameter at fault
/// @param hint      what the caller can do
record Problem(int status, int code, String message, String type, Optional<String> parameter, Optional<String> hint) {
    static final String NO_TYPE = "about:blank";

    static Problem of(Refused refused) {
        return new Problem(
                Translator.status(refused),
                refused.why().code(),
                refused.message(),
                Translator.type(refused),
                refused.parameter(),
                refused.hint());
    }

    static Problem of(Trouble trouble) {
        return http(trouble.status(), trouble.message());
    }

    /// One that has no published code.
    static Problem http(int status, String words) {
        return new Problem(status, status, "[" + status + "] " + words, NO_TYPE, Optional.empty(), Optional.empty());
    }
}
