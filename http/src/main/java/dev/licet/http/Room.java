package dev.licet.http;

import java.time.Duration;

/// What all ports of a listener share.
///
/// @param requests limits how many are in work
/// @param bodies   the memory for bodies that are still arriving
/// @param feeds    the answers that are streams
/// @param watch    closes connections that miss a deadline
record Room(Limits limits, Deadlines deadlines, Admission requests, Bodies bodies, Feeds feeds, Watch watch)
        implements AutoCloseable {
    /// Places for what a processor does within [Admission#LONGEST_DELAY]: 512 tokens take it some 25 ms, 64
    /// licenses of eight places each 10 to 80. Who waits no longer than that is never refused, also where the
    /// service has just started and everything takes several times as long: refusals would take the time that
    /// compiling needs.
    private static final int FEW_PER_PROCESSOR = 512;

    /// So much of the heap belongs to one request in work: several times what its head, its thread and its answer
    /// take, beside its body ([Bodies]).
    private static final int HEAP_BYTES = 128 << 10;

    static Room open(Limits limits, Deadlines deadlines) {
        int few = fewOf(Runtime.getRuntime().availableProcessors());
        return new Room(
                limits,
                deadlines,
                new Admission(Math.min(limits.requests(), ofHeap()), few, System::nanoTime),
                Bodies.ofHeap(),
                new Feeds(limits.streams(), deadlines.write()),
                new Watch(deadlines, System::nanoTime));
    }

    static int fewOf(int processors) {
        return FEW_PER_PROCESSOR * processors;
    }

    private static int ofHeap() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_BYTES);
    }

    /// The time, as [System#nanoTime] tells it, from which on something that begins now is late.
    static long deadline(Duration allowed) {
        return System.nanoTime() + allowed.toNanos();
    }

    @Override
    public void close() {
        feeds.close();
        watch.close();
    }
}
