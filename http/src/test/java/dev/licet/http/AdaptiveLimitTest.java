package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class AdaptiveLimitTest {
    private static final int MOST = 512;
    private static final int FEW = 64;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long now;
    private final AdaptiveLimit allowance =
            new AdaptiveLimit(MOST, FEW, new SchedulingDelay(queue::add, () -> now), () -> now);

    private void pass(long millis) {
        now += millis * 1_000_000;
    }

    /// A step in which a runner that was sent does not arrive.
    private int lateStep(int inWork) {
        allowance.now(inWork);
        pass(AdaptiveLimit.STEP.toMillis() + 1);
        return allowance.now(inWork);
    }

    /// A step in which every runner arrives at once.
    private int goodStep(int inWork) {
        for (int i = 0; i < AdaptiveLimit.STEP.toMillis(); i++) {
            while (!queue.isEmpty()) queue.remove().run();
            pass(1);
            allowance.now(inWork);
        }
        return allowance.now(inWork);
    }

    private void fallBehind(int inWork) {
        for (int i = 0; i < 50; i++) lateStep(inWork);
    }

    @Test
    void nothing_is_taken_away_for_a_moment_in_which_the_processor_is_late() {
        for (int i = 0; i < 3; i++) assertEquals(MOST, lateStep(400));
    }

    @Test
    void it_falls_below_what_is_in_work_while_the_processor_is_late() {
        for (int i = 0; i < 4; i++) lateStep(400);
        assertEquals(300, allowance.now(400));
        assertEquals(225, lateStep(350));
        assertEquals(150, lateStep(200));
    }

    @Test
    void it_never_falls_below_the_few() {
        fallBehind(400);
        assertEquals(FEW, allowance.now(400));
    }

    @Test
    void it_rises_a_quarter_of_the_few_in_each_good_step() {
        fallBehind(400);
        while (!queue.isEmpty()) queue.remove().run();
        pass(1);
        allowance.now(FEW);
        int before = goodStep(FEW);
        assertEquals(before + FEW / 4, goodStep(FEW));
        assertEquals(before + FEW / 2, goodStep(FEW));
    }

    @Test
    void whoever_waits_for_something_else_is_made_room_for_again() {
        fallBehind(MOST - 1);
        int steps = 0;
        while (goodStep(MOST - 1) < MOST) steps++;
        assertTrue(steps < 40, steps + " steps");
        for (int i = 0; i < 100; i++) assertEquals(MOST, goodStep(MOST - 1));
    }

    @Test
    void once_lowered_each_late_step_lowers_it() {
        fallBehind(400);
        for (int i = 0; i < 4; i++) goodStep(FEW);
        int raised = goodStep(FEW);
        lateStep(raised);
        assertTrue(lateStep(raised) < raised);
    }

    @Test
    void steps_in_which_nobody_asks_count() {
        fallBehind(400);
        while (!queue.isEmpty()) queue.remove().run();
        pass(1);
        allowance.now(FEW);
        while (!queue.isEmpty()) queue.remove().run();
        pass(60_000);
        assertEquals(MOST, allowance.now(FEW));
    }
}
