package dev.licet.http;

/// How much one client may send and how many may come at once (reference: security.md T29).
///
/// @param requestLineBytes the longest request line without its line end; a longer one is answered 414
/// @param headerBytes      the longest header section; a longer one is answered 431
/// @param headerFields     the most header fields; more are answered 431
/// @param bodyBytes        the longest body, chunked or not; a longer one is answered 413 before it is read
/// @param connections      open connections per port; beyond, those that have been idle the longest make room
/// @param perAddress       those of them from one address; this machine and listed proxies are exempt
/// @param requests         requests in work at once on all ports, fewer where the heap is small; further ones are
///                         answered 503
/// @param streams          answers that go on, at once on all ports; further ones are answered 503
public record Limits(
        int requestLineBytes,
        int headerBytes,
        int headerFields,
        int bodyBytes,
        int connections,
        int perAddress,
        int requests,
        int streams) {

    private static final int CONNECTIONS_PER_GUEST = 8;
    private static final int FEWEST_GUESTS = 8;
    private static final int MOST_GUESTS = 64;

    /// What the documentation promises.
    public static final Limits DEFAULT = new Limits(8 * 1024, 16 * 1024, 64, 64 * 1024, 4096, 64, 4096, 256);

    public Limits {
        positive("request line", requestLineBytes);
        positive("headers", headerBytes);
        positive("header fields", headerFields);
        positive("body", bodyBytes);
        positive("connections", connections);
        positive("connections from one address", perAddress);
        positive("requests", requests);
        positive("streams", streams);
    }

    /// The same with no more connections than that.
    public Limits withConnections(int most) {
        int fewer = Math.clamp(most, 1, connections);
        return new Limits(requestLineBytes, headerBytes, headerFields, bodyBytes, fewer, perAddress, requests, streams);
    }

    /// Connections over the limit of a port that get the answers that are given always, such as that to a health
    /// check.
    int guests() {
        return guests(connections);
    }

    static int guests(int connections) {
        return Math.clamp(connections / CONNECTIONS_PER_GUEST, FEWEST_GUESTS, MOST_GUESTS);
    }

    private static void positive(String name, int value) {
        if (value < 1) throw new IllegalArgumentException(name + ": must be 1 or more");
    }
}
