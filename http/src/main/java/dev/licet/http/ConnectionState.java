package dev.licet.http;

import java.time.Duration;

/// What a connection of HTTP/1.1 is doing, and until when it may. Written by the connection's loop and read by
/// the watch.
final class ConnectionState {
    private static final long NEVER = Long.MAX_VALUE;

    private volatile Phase phase = Phase.IDLE;
    private volatile long deadline = NEVER;
    private volatile long idleSince = System.nanoTime();
    private volatile boolean fresh = true;

    enum Phase {
        /// Nothing of the next request is here.
        IDLE,
        READING,
        /// A request is being answered; no deadline of the connection runs meanwhile.
        WORK,
        WRITE,
        /// Nothing more is answered.
        OVER
    }

    boolean is(Phase one) {
        return phase == one;
    }

    /// Nothing has come on this connection yet.
    boolean isFresh() {
        return fresh;
    }

    void enter(Phase next, Duration atMost) {
        enter(next, Room.deadline(atMost));
    }

    /// Enters a phase that may last for ever.
    void enter(Phase next) {
        enter(next, NEVER);
    }

    private void enter(Phase next, long until) {
        deadline = until;
        phase = next;
        idleSince = next == Phase.IDLE ? System.nanoTime() : NEVER;
    }

    /// A request has been answered.
    void another(Duration idle) {
        fresh = false;
        enter(Phase.IDLE, idle);
    }

    long idleSince() {
        return idleSince;
    }

    /// It is no candidate again before it has been busy.
    void chosen() {
        idleSince = NEVER;
    }

    /// @param longest for the first byte of the first request, now
    boolean isLate(long now, Duration longest) {
        long since = idleSince;
        boolean first = fresh && phase == Phase.IDLE;
        if (first) return since != NEVER && now - since > longest.toNanos();
        long until = deadline;
        return until != NEVER && now - until >= 0;
    }
}
