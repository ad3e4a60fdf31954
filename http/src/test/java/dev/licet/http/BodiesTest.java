package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BodiesTest {
    private final Bodies bodies = new Bodies(100);

    @Test
    void strangers_fill_one_half_and_the_other_is_left_to_those_who_are_known() {
        assertTrue(bodies.resize(0, 50, false));
        assertFalse(bodies.resize(0, 1, false));
        assertTrue(bodies.resize(0, 50, true));
        assertFalse(bodies.resize(0, 1, true));
        assertEquals(100, bodies.held());
    }

    @Test
    void what_is_released_is_there_again_and_growing_counts_once() {
        assertTrue(bodies.resize(0, 30, false));
        assertTrue(bodies.resize(30, 50, false));
        assertFalse(bodies.resize(50, 51, false));
        assertTrue(bodies.resize(50, 10, false));
        bodies.release(10);
        assertEquals(0, bodies.held());
    }
}
