package dev.licet.server.http;

import java.util.concurrent.Semaphore;

/// The places of requests in work. There are so many and no more.
final class Places {
    private final Semaphore free;

    Places(int most) {
        free = new Semaphore(most);
    }

    /// Whether it is better to turn away whoever comes now. It is asked before a body is read and takes no place: a
    /// client that sends its body slowly would keep it.
    boolean isFull() {
        return free.availablePermits() == 0;
    }

    /// Takes a place, to be given back with [#giveBack].
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
