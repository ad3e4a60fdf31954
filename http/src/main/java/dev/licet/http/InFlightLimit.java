package dev.licet.http;

import java.util.concurrent.Semaphore;

/// The places of requests in work. There are so many and no more; and while the processor cannot keep up, there are
/// fewer, so that whoever is turned away need not wait behind whoever was let in.
final class InFlightLimit {
    private final int most;
    private final int few;
    private final Semaphore free;
    private final AdaptiveLimit allowance;

    /// @param most      how many there are
    /// @param few       how many there are at any time
    /// @param allowance says how many there are at this moment
    InFlightLimit(int most, int few, AdaptiveLimit allowance) {
        this.most = most;
        this.few = few;
        this.free = new Semaphore(most);
        this.allowance = allowance;
    }

    /// Whether it is better to turn away whoever comes now. It is asked before a body is read and takes no place: a
    /// client that sends its body slowly would keep it. Where few are in work nothing is measured.
    boolean isFull() {
        int left = free.availablePermits();
        int inWork = most - left;
        return left == 0 || inWork >= few && inWork >= allowance.now(inWork);
    }

    /// Takes a place, to be given back with [#giveBack].
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
