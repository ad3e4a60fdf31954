package dev.licet.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Attempts attempts = new Attempts(() -> now);

    private void fail(String name) {
        for (int i = 0; i < Attempts.MOST; i++) assertTrue(attempts.admits(name), "attempt " + i);
    }

    @Test
    void a_pause_follows_too_many_failures_of_one_name_in_any_case() {
        fail("root");
        assertFalse(attempts.admits("ROOT"));
        assertTrue(attempts.admits("other"));
        now = now.plus(Attempts.PAUSE);
        assertFalse(attempts.admits("root"));
        now = now.plusSeconds(1);
        fail("root");
    }

    @Test
    void a_success_forgets_the_failures() {
        for (int i = 1; i < Attempts.MOST; i++) attempts.admits("root");
        attempts.succeeded("Root");
        fail("root");
    }
}
