package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class SchedulingDelayTest {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - 5;
    private final SchedulingDelay lateness = new SchedulingDelay(queue::add, () -> now);

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    /// A request comes every millisecond, and each runner arrives after so many.
    private void ask(int times, int delay) {
        for (int i = 1; i <= times; i++) {
            lateness.isLate();
            pass(1);
            if (i % delay == 0 && !queue.isEmpty()) queue.remove().run();
        }
    }

    private void arrive() {
        while (!queue.isEmpty()) queue.remove().run();
    }

    @Test
    void a_processor_that_keeps_up_is_never_late() {
        ask(5000, 9);
        assertFalse(lateness.isLate());
        assertFalse(lateness.isStanding());
    }

    @Test
    void a_runner_that_has_not_arrived_counts_too() {
        lateness.isLate();
        pass(10);
        assertFalse(lateness.isLate());
        pass(1);
        assertTrue(lateness.isLate());
    }

    @Test
    void it_is_standing_once_it_was_so_for_a_third_of_a_span() {
        lateness.isLate();
        pass(10 + 33);
        assertTrue(lateness.isLate());
        assertFalse(lateness.isStanding());
        pass(1);
        assertTrue(lateness.isLate());
        assertTrue(lateness.isStanding());
    }

    @Test
    void short_delays_that_repeat_add_up() {
        ask(100, 14);
        assertFalse(lateness.isStanding());
        ask(100, 20);
        assertTrue(lateness.isStanding());
    }

    @Test
    void a_pause_of_the_whole_program_is_forgiven() {
        ask(70, 1);
        lateness.isLate();
        pass(40);
        arrive();
        ask(200, 1);
        assertFalse(lateness.isStanding());
    }

    @Test
    void a_moment_without_it_is_seen_while_it_stands() {
        ask(220, 50);
        arrive();
        pass(1);
        lateness.isLate();
        arrive();
        assertFalse(lateness.isLate());
        assertTrue(lateness.isStanding());
    }

    @Test
    void it_is_over_when_no_runner_is_late_for_a_span() {
        ask(220, 50);
        arrive();
        ask(250, 1);
        assertFalse(lateness.isStanding());
        lateness.isLate();
        pass(30);
        assertTrue(lateness.isLate());
        assertFalse(lateness.isStanding());
    }

    @Test
    void it_is_over_after_a_long_silence() {
        ask(220, 50);
        arrive();
        pass(60_000);
        lateness.isLate();
        assertFalse(lateness.isStanding());
    }

    @Test
    void one_runner_is_under_way_at_a_time() {
        for (int i = 0; i < 1000; i++) {
            lateness.isLate();
            pass(1);
        }
        assertEquals(1, queue.size());
    }
}
