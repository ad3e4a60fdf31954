package dev.licet.http;

/// How much one client may send and how many may come at once (reference: security.md T29).
///
/// @param requestLineBytes the longest request line without its line end; a longer one is answered 414
/// @param headerBytes      the longest header section; a longer one is answered 431
/// @param headerFields     the most header fields; more are answered 431
/// @param bodyBytes        the longest body, chunked or not; a longer one is answered 413 before it is read
/// @param connections      open connections per port; further ones wait to be accepted
/// @param requests         requests in work at once on all ports; further ones are answered 503
/// @param streams          answers that go on, at once on all ports; further ones are answered 503
public record Limits(
        int requestLineBytes,
        int headerBytes,
        int headerFields,
        int bodyBytes,
        int connections,
        int requests,
        int streams) {

    /// What the documentation promises.
    public static final Limits DEFAULT = new Limits(8 * 1024, 16 * 1024, 64, 64 * 1024, 4096, 512, 256);

    public Limits {
        positive("request line", requestLineBytes);
        positive("headers", headerBytes);
        positive("header fields", headerFields);
        positive("body", bodyBytes);
        positive("connections", connections);
        positive("requests", requests);
        positive("streams", streams);
    }

    private static void positive(String name, int value) {
        if (value < 1) throw new IllegalArgumentException(name + ": must be 1 or more");
    }
}
