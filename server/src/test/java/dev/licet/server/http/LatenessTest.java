package dev.licet.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class LatenessTest {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - 5;
    private final Lateness lateness = new Lateness(queue::add, () -> now);

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    /// A request comes every millisecond, and each runner arrives after so many.
    private boolean asked(int times, int delay) {
        boolean standing = false;
        for (int i = 1; i <= times; i++) {
            standing = lateness.isStanding();
            pass(1);
            if (i % delay == 0 && !queue.isEmpty()) queue.remove().run();
        }
        return standing;
    }

    @Test
    void aProcessorThatKeepsUpIsNeverLate() {
        assertFalse(asked(5000, 9));
    }

    @Test
    void runnersThatAreLateForASpanSaySo() {
        assertFalse(asked(99, 50));
        assertTrue(asked(120, 50));
    }

    @Test
    void aRunnerThatHasNotArrivedCountsToo() {
        assertFalse(lateness.isStanding());
        pass(99);
        assertFalse(lateness.isStanding());
        pass(1);
        assertTrue(lateness.isStanding());
    }

    @Test
    void aPauseOfTheWholeProgramIsForgiven() {
        asked(70, 1);
        lateness.isStanding();
        pass(40);
        queue.remove().run();
        assertFalse(asked(200, 1));
    }

    @Test
    void whileItStandsAMomentWithoutItIsUsed() {
        assertTrue(asked(220, 50));
        while (!queue.isEmpty()) queue.remove().run();
        pass(1);
        lateness.isStanding();
        queue.remove().run();
        pass(1);
        assertFalse(lateness.isStanding());
        pass(11);
        assertTrue(lateness.isStanding());
    }

    @Test
    void itIsOverWhenNoRunnerIsLateForASpan() {
        assertTrue(asked(220, 50));
        assertFalse(asked(250, 1));
        lateness.isStanding();
        pass(30);
        assertFalse(lateness.isStanding());
    }

    @Test
    void itIsOverAfterALongSilence() {
        assertTrue(asked(220, 50));
        while (!queue.isEmpty()) queue.remove().run();
        pass(60_000);
        assertFalse(lateness.isStanding());
    }

    @Test
    void oneRunnerIsUnderWayAtATime() {
        for (int i = 0; i < 1000; i++) {
            lateness.isStanding();
            pass(1);
        }
        assertEquals(1, queue.size());
    }
}
