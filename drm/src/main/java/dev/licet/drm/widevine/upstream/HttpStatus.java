package dev.licet.drm.widevine.upstream;

import java.util.Map;
import java.util.function.BiFunction;

/// What the HTTP status of an answer means when nothing in the answer says it better.
final class HttpStatus {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    private HttpStatus() {}

    static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    /// @param refusal what a 4xx is with this kind of upstream
    static Attempt refused(
            int status, Map<String, String> facts, BiFunction<String, Map<String, String>, Attempt> refusal) {
        String why = "answered with HTTP status " + status;
        return switch (status) {
            case TOO_MANY_REQUESTS -> Attempt.later(why, facts);
            // A proxy in front of the upstream says that the upstream does not answer.
            case BAD_GATEWAY, UNAVAILABLE, GATEWAY_TIMEOUT -> new Attempt.Silent(why, facts);
            default ->
                switch (status / 100) {
                    case 4 -> refusal.apply(why, facts);
                    case 5 -> new Attempt.Unwell(why, facts);
                    default -> Attempt.ours(why, facts);
                };
        };
    }
}
