package dev.licet.storage.sql;

import java.time.Duration;

/// How much may wait, and for how long.
///
/// @param readers  connections that read at the same time
/// @param queue    units that may wait for the writer; one more is refused at once
/// @param lanes    writers that write at the same time; an embedded database has one
/// @param batch    units that may share one commit
/// @param timeout how long a caller waits for an answer before it is refused
public record Limits(int readers, int lanes, int queue, int batch, Duration timeout) {
    /// How many requests may look through the database at the same time, each on a connection beside the pool.
    static final int HASTY_SURVEYS = 2;

    /// For a service: an answer or a refusal within two seconds (reference: security.md 3.1, I6).
    public static final Limits SERVICE = new Limits(8, 1, 8192, 512, Duration.ofSeconds(2));

    /// The same on a server. Its batches are smaller, because they hold the locks of other nodes' accounts.
    public static final Limits SHARED = new Limits(8, 4, 2048, 128, Duration.ofSeconds(2));

    public Limits {
        if (readers < 1 || lanes < 1 || queue < 1 || batch < 1)
            throw new IllegalArgumentException("limits: must be 1 or more");
        if (!timeout.isPositive()) throw new IllegalArgumentException("timeout: must be positive");
    }

    /// The same with another timeout.
    public Limits withTimeout(Duration other) {
        return new Limits(readers, lanes, queue, batch, other);
    }
}
