package dev.licet.server.serve;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/// Returns memory to the operating system after a peak of requests. Where there is one core, the JVM takes the serial
/// collector. That one returns memory only when it collects the whole heap, and does so only when the heap is full.
///
/// Collecting the whole heap stops the process for a tenth of a second. So it is done while few requests come, and only
/// when the heap has become twice as large as it was after the last time.
final class HeapShrinking {
    /// The time between two looks. When nothing was collected during it, few requests came.
    static final Duration PAUSE = Duration.ofSeconds(15);
    /// A smaller heap is left alone.
    static final long LEAST_BYTES = 128L << 20;

    private static final String SERIAL = "MarkSweepCompact";

    private final Heap heap;
    private long seen = -1;
    private long floor;

    /// What is done about the heap.
    interface Heap {
        /// How often something was collected so far.
        long collections();

        /// What it has from the system, in bytes.
        long committed();

        /// Collects all of it.
        void collect();
    }

    HeapShrinking(Heap heap) {
        this.heap = heap;
    }

    /// For the heap of this process; empty where its collector gives back by itself.
    static Optional<HeapShrinking> ofThisProcess() {
        boolean serial = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(one -> one.getName().equals(SERIAL));
        return serial ? Optional.of(new HeapShrinking(new OwnHeap())) : Optional.empty();
    }

    /// To be called every [#PAUSE].
    void look() {
        long collections = heap.collections();
        boolean quiet = collections == seen;
        seen = collections;
        if (!quiet || heap.committed() <= Math.max(LEAST_BYTES, 2 * floor)) return;
        heap.collect();
        floor = heap.committed();
        seen = heap.collections();
    }

    private static final class OwnHeap implements Heap {
        @Override
        public long collections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }

        @Override
        public long committed() {
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        }

        @Override
        public void collect() {
            System.gc();
        }
    }
}
