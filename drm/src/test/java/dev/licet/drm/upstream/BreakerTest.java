package dev.licet.drm.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Instant now = Instant.ofEpochSecond(1_800_000_000L);
    private final Breaker breaker = new Breaker(3, PAUSE, () -> now);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(breaker.admits());
            breaker.silent();
        }
    }

    @Test
    void failures_in_a_row_shut_it() {
        fail(2);
        assertTrue(breaker.admits());
        breaker.silent();
        assertFalse(breaker.admits());
    }

    @Test
    void an_answer_in_between_begins_the_row_again() {
        fail(2);
        breaker.answered();
        fail(2);
        assertTrue(breaker.admits());
    }

    @Test
    void after_the_pause_one_request_tries() {
        fail(3);
        now = now.plus(PAUSE).minusNanos(1);
        assertFalse(breaker.admits());
        now = now.plusNanos(1);
        assertTrue(breaker.admits());
        assertFalse(breaker.admits());
    }

    @Test
    void an_answer_to_the_try_opens_it() {
        fail(3);
        now = now.plus(PAUSE);
        assertTrue(breaker.admits());
        breaker.answered();
        fail(2);
        assertTrue(breaker.admits());
    }

    @Test
    void silence_to_the_try_shuts_it_for_another_pause() {
        fail(3);
        now = now.plus(PAUSE);
        assertTrue(breaker.admits());
        breaker.silent();
        assertFalse(breaker.admits());
        now = now.plus(PAUSE);
        assertTrue(breaker.admits());
    }

    @Test
    void a_clock_that_is_put_back_shuts_nobody_out() {
        fail(3);
        now = now.minus(Duration.ofHours(1));
        assertTrue(breaker.admits());
    }
}
