package dev.licet.server.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapShrinkingTest {
    private static final long MB = 1 << 20;

    private static final class Heap implements HeapShrinking.Heap {
        private long collections;
        private long committed;
        private long after;
        private int times;

        @Override
        public long collections() {
            return collections;
        }

        @Override
        public long committed() {
            return committed;
        }

        @Override
        public void collect() {
            times++;
            collections++;
            committed = after;
        }
    }

    private final Heap heap = new Heap();
    private final HeapShrinking shrinking = new HeapShrinking(heap);

    private void look(int times) {
        for (int i = 0; i < times; i++) shrinking.look();
    }

    @Test
    void what_a_storm_took_is_given_back_once_it_is_over() {
        heap.committed = 1000 * MB;
        heap.after = 90 * MB;
        for (int i = 0; i < 10; i++) {
            heap.collections++;
            shrinking.look();
        }
        assertEquals(0, heap.times);
        look(10);
        assertEquals(1, heap.times);
        heap.collections++;
        heap.committed = 400 * MB;
        look(10);
        assertEquals(2, heap.times);
    }

    @Test
    void a_heap_that_is_small_or_as_large_as_it_has_to_be_is_left_alone() {
        heap.committed = HeapShrinking.LEAST_BYTES;
        look(10);
        assertEquals(0, heap.times);
        heap.committed = 600 * MB;
        heap.after = 500 * MB;
        look(10);
        assertEquals(1, heap.times);
        for (int i = 0; i < 10; i++) {
            heap.collections++;
            heap.committed = 900 * MB;
            look(2);
        }
        assertEquals(1, heap.times);
    }
}
