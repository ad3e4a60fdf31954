package dev.licet.http;

import java.time.Duration;

/// What all ports of a listener share.
///
/// @param requests the places of those in work
/// @param bodies   the memory for what is being read
/// @param feeds    the answers that go on
/// @param watch    ends what is late
record Room(Limits limits, Deadlines deadlines, Admission requests, Bodies bodies, Feeds feeds, Watch watch)
        implements AutoCloseable {
    /// Fewer would leave the processors idle while they wait for the disk together.
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

    /// When something that begins now is late, as [System#nanoTime] tells the time.
    static long deadline(Duration allowed) {
        return System.nanoTime() + allowed.toNanos();
    }

    @Override
    public void close() {
        feeds.close();
        watch.close();
    }
}
