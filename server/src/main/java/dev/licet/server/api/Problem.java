package dev.licet.server.api;

import dev.licet.domain.Refused;
import dev.licet.http.Cause;
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
/// @param cause     for the log alone
public record Problem(
        int status,
        int code,
        String message,
        String type,
        Optional<String> parameter,
        Optional<String> hint,
        Cause cause) {
    static final String NO_TYPE = "about:blank";
    private static final int TOO_MANY = 429;

    static Problem of(Refused refused) {
        return new Problem(
                Translator.status(refused),
                refused.why().code(),
                refused.message(),
                Translator.type(refused),
                refused.parameter(),
                refused.hint(),
                cause(refused));
    }

    /// What the log says of a refusal.
    static Cause cause(Refused refused) {
        return new Cause(refused.blame(), refused.logged());
    }

    /// Whether the same request may succeed in a moment, or the service failed.
    boolean isOurs() {
        return status >= 500 || status == TOO_MANY;
    }

    static Problem of(Trouble trouble) {
        return http(trouble.status(), trouble.message());
    }

    /// One with a code of another catalogue.
    static Problem coded(int status, int code, String message) {
        return new Problem(status, code, message, NO_TYPE, Optional.empty(), Optional.empty(), cause(status, message));
    }

    /// Why an answer of a status is no good news, for the log.
    public static Cause cause(int status, String words) {
        if (status == 503 || status == TOO_MANY) return Cause.busy(words);
        return status < 500 ? new Cause(Refused.Blame.REQUEST, words) : Cause.inside(words);
    }

    /// One that has no published code.
    static Problem http(int status, String words) {
        return coded(status, status, "[" + status + "] " + words);
    }

    /// What problems of a status are called.
    public static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Insufficient proof of authorization";
            case 403 -> "Not authorized";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition failed";
            case 429, 503 -> "Try again in a moment";
            default -> status < 500 ? "Bad request" : "The service failed";
        };
    }
}
