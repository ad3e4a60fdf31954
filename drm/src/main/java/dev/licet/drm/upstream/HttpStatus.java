package dev.licet.drm.upstream;

/// What the HTTP status of an upstream's answer means.
public enum HttpStatus {
    /// 2xx.
    SUCCESS,
    /// 429: it may succeed later.
    TOO_MANY_REQUESTS,
    /// 502, 503 and 504: a proxy in front of the upstream says that the upstream does not answer.
    NO_ANSWER,
    /// Another 4xx: the request is at fault.
    REFUSED,
    /// Another 5xx: something failed there, perhaps only this once.
    UNWELL,
    /// 1xx and 3xx: this is no such server.
    OTHER;

    /// Whether the server itself did not get to the request, so that nothing else in the answer counts.
    public boolean isUnwell() {
        return switch (this) {
            case TOO_MANY_REQUESTS, NO_ANSWER, UNWELL -> true;
            case SUCCESS, REFUSED, OTHER -> false;
        };
    }

    /// What that number means.
    public static HttpStatus of(int status) {
        return switch (status) {
            case 429 -> TOO_MANY_REQUESTS;
            case 502, 503, 504 -> NO_ANSWER;
            default ->
                switch (status / 100) {
                    case 2 -> SUCCESS;
                    case 4 -> REFUSED;
                    case 5 -> UNWELL;
                    default -> OTHER;
                };
        };
    }

    /// The reason for the record.
    public static String words(int status) {
        return "answered with HTTP status " + status;
    }
}
