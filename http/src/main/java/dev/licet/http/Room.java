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
    /// With fewer requests in work, processors would be idle while all of them wait for the same commit.
    private static final int FEW_PER_PROCESSOR = 64;

    static Room open(Limits limits, Deadlines deadlines) {
        int few = FEW_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return new Room(
                limits,
                deadlines,
                new Admission(limits.requests(), few, System::nanoTime),
                Bodies.ofHeap(),
                new Feeds(limits.streams(), deadlines.write()),
                new Watch(deadlines, System::nanoTime));
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
