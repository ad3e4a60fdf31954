package dev.licet.http;

/// A request that fails before anybody looks at what it asks for.
public enum Trouble {
    /// It is no HTTP/1.1 request, or its framing is ambiguous.
    MALFORMED(400, "The request is not well-formed HTTP/1.1"),
    /// It came without TLS to a port that speaks TLS.
    PLAIN(400, "This port speaks TLS; send the request to an address that begins with https"),
    /// It did not arrive in time.
    TOO_SLOW(408, "The request did not arrive in time"),
    /// Its body is longer than the limit.
    BODY_TOO_LARGE(413, "The request body is too large"),
    /// Its request line is longer than the limit.
    TARGET_TOO_LONG(414, "The request line is too long"),
    /// Its body is compressed, or coded in some other way.
    CODING(415, "This service takes bodies as they are, without a Content-Encoding"),
    /// As much is in work for its account as may be for one.
    SHARE(429, "As many requests of this account are in work as of one account may be; try again in a moment"),
    /// As many streams of its account are open as may be of one.
    STREAMS_SHARE(429, "As many streams of this account are open as of one account may be; try again in a moment"),
    /// Its headers are longer, or more, than the limits.
    HEADERS_TOO_LARGE(431, "The request headers are too large or too many"),
    /// Something failed inside.
    BROKEN(500, "The service failed to answer; the operator finds the reason in the log under the request id"),
    /// Too many requests are in work, or too many bodies are on their way.
    BUSY(503, "The service is busy; try again in a moment"),
    /// Too many answers that go on are being sent, or the service is about to stop.
    STREAMS(503, "Too many streams are open; try again in a moment"),
    /// It is HTTP, but not 1.1.
    VERSION(505, "This service speaks HTTP/1.1");

    private final int status;
    private final String message;

    Trouble(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /// The HTTP status code.
    public int status() {
        return status;
    }

    /// One sentence for the caller, without a final stop.
    public String message() {
        return message;
    }
}
