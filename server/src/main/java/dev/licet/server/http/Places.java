package dev.licet.server.http;

import java.util.concurrent.Semaphore;

/// The places of requests in work. There are so many and no more; and while the processor cannot keep up, there are
/// none beyond the few that keep it busy, so that whoever is turned away need not wait behind whoever was let in.
final class Places {
    private final int most;
    private final int few;
    private final Semaphore free;
    private final Lateness lateness;

    /// @param most how many there are
    /// @param few  how many there are at any time
    Places(int most, int few, Lateness lateness) {
        this.most = most;
        this.few = few;
        this.free = new Semaphore(most);
        this.lateness = lateness;
    }

    /// Whether it is better to turn away whoever comes now. It is asked before a body is read and takes no place: a
    /// client that sends its body slowly would keep it. Where few are in work nothing is measured.
    boolean isFull() {
        int left = free.availablePermits();
        return left == 0 || most - left >= few && lateness.isStanding();
    }

    /// Takes a place, to be given back with [#giveBack].
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
