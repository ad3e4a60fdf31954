package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private static final int MOST = 100;
    private static final int FEW = 8;

    private long now;
    private final Admission admission = new Admission(MOST, FEW, () -> now);

    /// Takes places until there is none.
    private int fill() {
        int taken = 0;
        while (admission.take()) taken++;
        return taken;
    }

    private void giveBack(int count) {
        for (int i = 0; i < count; i++) admission.giveBack();
    }

    private void step(Duration... waits) {
        for (Duration wait : waits) admission.started(wait.toNanos());
        now += Admission.STEP.toNanos();
    }

    @Test
    void there_are_so_many_places_and_no_more() {
        assertEquals(MOST, fill());
        assertTrue(admission.isFull());
        admission.giveBack();
        assertFalse(admission.isFull());
        assertEquals(1, fill());
    }

    @Test
    void they_become_fewer_while_even_the_luckiest_waits_and_never_fewer_than_few() {
        assertEquals(MOST, fill());
        step(Admission.PATIENCE.multipliedBy(2), Admission.PATIENCE.multipliedBy(9));
        assertTrue(admission.isFull());
        giveBack(MOST);
        assertEquals(75, fill());
        for (int i = 0; i < 20; i++) step(Admission.PATIENCE.multipliedBy(2));
        giveBack(75);
        assertEquals(FEW, fill());
    }

    @Test
    void one_that_did_not_wait_shows_that_there_is_no_standing_queue() {
        assertEquals(MOST, fill());
        step(Duration.ofSeconds(1), Admission.PATIENCE, Duration.ofSeconds(1));
        giveBack(MOST);
        assertEquals(MOST, fill());
    }

    @Test
    void they_become_more_again_step_by_step() {
        assertEquals(MOST, fill());
        step(Duration.ofSeconds(1));
        assertTrue(admission.isFull());
        giveBack(MOST);
        assertEquals(75, fill());
        step(Duration.ZERO);
        assertEquals(FEW / 4, fill());
        now += 2 * Admission.STEP.toNanos();
        assertEquals(2 * FEW / 4, fill());
        now += 1000 * Admission.STEP.toNanos();
        assertEquals(MOST - 75 - 3 * FEW / 4, fill());
    }

    @Test
    void few_are_never_turned_away() {
        for (int i = 0; i < 20; i++) step(Duration.ofSeconds(1));
        assertTrue(fill() >= FEW);
    }
}
