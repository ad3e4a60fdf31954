package dev.licet.http;

/// The memory in which bodies of requests are held while they arrive and while they are answered. The first
/// bytes of each are not counted: as many as a form has are there at once, and connections and requests in work
/// have limits of their own.
final class Bodies {
    /// How much of a body is not counted.
    static final int FREE_BYTES = 4 * 1024;

    private static final int SHARE_OF_HEAP = 4;

    private final long most;
    private long held;

    /// @param most bytes for all
    Bodies(long most) {
        this.most = most;
    }

    /// A quarter of what the heap may grow to.
    static Bodies ofHeap() {
        return new Bodies(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /// Whether there is room for a body that has grown. Unknown senders may fill half of the memory at most, so
    /// that requests without a token cannot keep out those with one.
    ///
    /// @param before what was counted of it
    /// @param now    what is to be counted of it
    synchronized boolean resize(long before, long now, boolean known) {
        long changed = held - before + now;
        if (now > before && changed > (known ? most : most / 2)) return false;
        held = changed;
        return true;
    }

    /// Forgets a body.
    synchronized void release(long counted) {
        held -= counted;
    }

    /// How many bytes are counted.
    synchronized long held() {
        return held;
    }
}
