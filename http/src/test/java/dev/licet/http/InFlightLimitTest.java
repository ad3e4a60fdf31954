package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class InFlightLimitTest {
    private static final int MOST = 8;
    private static final int FEW = 2;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long now;
    private final InFlightLimit places = new InFlightLimit(
            MOST, FEW, new AdaptiveLimit(MOST, FEW, new SchedulingDelay(queue::add, () -> now), () -> now));

    private void take(int count) {
        for (int i = 0; i < count; i++) assertTrue(places.take());
    }

    /// A runner is sent and does not arrive.
    private void fallBehind() {
        for (int i = 0; i < 100; i++) {
            places.isFull();
            now += 5_000_000;
        }
    }

    /// Runners arrive at once for that long.
    private void keepUp(int millis) {
        for (int i = 0; i < millis; i++) {
            while (!queue.isEmpty()) queue.remove().run();
            now += 1_000_000;
            places.isFull();
        }
    }

    @Test
    void there_are_so_many_and_no_more() {
        take(MOST);
        assertFalse(places.take());
        assertTrue(places.isFull());
        places.giveBack();
        assertFalse(places.isFull());
        take(1);
    }

    @Test
    void beyond_a_few_there_are_none_while_the_processor_is_late() {
        take(FEW);
        fallBehind();
        assertTrue(places.isFull());
        places.giveBack();
        assertFalse(places.isFull());
    }

    @Test
    void few_that_are_in_work_are_not_measured() {
        take(FEW - 1);
        places.isFull();
        assertTrue(queue.isEmpty());
    }

    /// Whoever waits for a disk or for another license server delays nobody.
    @Test
    void many_that_wait_for_something_else_take_nobodys_place() {
        take(MOST - 1);
        for (int i = 0; i < 1000; i++) {
            keepUp(1);
            while (!queue.isEmpty()) queue.remove().run();
            now += 19_000_000;
            assertFalse(places.isFull());
        }
    }

    @Test
    void when_the_processor_keeps_up_again_somebody_is_let_in_also_among_many_that_wait() {
        take(MOST - 1);
        fallBehind();
        assertTrue(places.isFull());
        keepUp(100);
        assertFalse(places.isFull());
    }

    @Test
    void a_place_that_is_there_is_taken_even_then() {
        take(FEW);
        fallBehind();
        take(MOST - FEW);
    }
}
