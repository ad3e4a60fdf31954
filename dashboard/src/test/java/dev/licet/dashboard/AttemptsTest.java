package dev.licet.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.dashboard.Attempts.Guess;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Guess ROOT = new Guess("here", "root");

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Attempts attempts = new Attempts(() -> now);

    private void fail(Guess guess) {
        for (int i = 0; i < Attempts.MOST; i++) assertTrue(attempts.begin(guess), "attempt " + i);
    }

    @Test
    void a_pause_follows_too_many_failures_of_one_name_in_any_case() {
        fail(ROOT);
        assertFalse(attempts.begin(new Guess("here", "ROOT")));
        assertFalse(attempts.admits(ROOT));
        now = now.plus(Attempts.PAUSE);
        assertFalse(attempts.begin(ROOT));
        now = now.plusSeconds(1);
        fail(ROOT);
    }

    @Test
    void failures_count_for_one_name_and_one_place_alone() {
        fail(ROOT);
        assertTrue(attempts.begin(new Guess("here", "other")));
        assertTrue(attempts.begin(new Guess("there", "root")));
    }

    @Test
    void asking_counts_nothing() {
        for (int i = 0; i < 2 * Attempts.MOST; i++) assertTrue(attempts.admits(ROOT));
    }

    @Test
    void a_success_forgets_the_failures() {
        for (int i = 1; i < Attempts.MOST; i++) attempts.begin(ROOT);
        attempts.succeeded(new Guess("here", "Root"));
        fail(ROOT);
    }
}
