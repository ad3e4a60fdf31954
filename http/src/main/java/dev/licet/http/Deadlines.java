package dev.licet.http;

import java.time.Duration;

/// How long a client may take. These are absolute: a byte now and then does not extend them
/// (reference: security.md T28).
///
/// @param head  for all of the request line and headers, from their first byte
/// @param body  for all of the body, from the end of the headers
/// @param write for taking one answer
/// @param idle  for the first byte of the next request after an answer
/// @param first for the first byte of the first request on a new connection, when there is room for many more
public record Deadlines(Duration head, Duration body, Duration write, Duration idle, Duration first) {
    /// What the documentation promises.
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(10));

    public Deadlines {
        positive("head", head);
        positive("body", body);
        positive("write", write);
        positive("idle", idle);
        positive("first", first);
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) throw new IllegalArgumentException(name + ": must be longer than nothing");
    }
}
