package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RepeatingTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private static void threeRounds(Runnable failing) throws InterruptedException {
        var rounds = new CountDownLatch(3);
        try (var repeating = new Repeating("licet-test")) {
            repeating.every(PAUSE, () -> {
                rounds.countDown();
                failing.run();
            });
            rounds.await();
        }
    }

    @Test
    void the_next_round_comes_after_one_that_failed() throws Exception {
        threeRounds(() -> {
            throw new IllegalArgumentException("account: must be 1 to 4294967295");
        });
        threeRounds(() -> {
            throw new NoClassDefFoundError("dev/licet/Missing");
        });
    }

    @Test
    void one_kind_of_work_that_fails_ends_no_other() throws Exception {
        var rounds = new CountDownLatch(3);
        try (var repeating = new Repeating("licet-test")) {
            repeating
                    .atOnceAndEvery(PAUSE, () -> {
                        throw new IllegalStateException("damaged");
                    })
                    .every(PAUSE, rounds::countDown);
            rounds.await();
            assertTrue(repeating.isOpen());
        }
    }

    @Test
    void a_round_in_work_learns_that_it_is_to_end_and_is_waited_for() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var repeating = new Repeating("licet-test");
        repeating.atOnceAndEvery(PAUSE, () -> {
            begun.countDown();
            while (repeating.isOpen()) Thread.onSpinWait();
            ended.countDown();
        });
        begun.await();
        repeating.close();
        assertFalse(repeating.isOpen());
        assertTrue(ended.getCount() == 0);
    }

    @Test
    void a_trace_says_where_it_was_and_nothing_that_an_exception_quotes() {
        String trace = Thrown.trace(new IllegalStateException("quoted", new IllegalArgumentException("quoted too")));
        assertTrue(trace.startsWith("java.lang.IllegalStateException at "), trace);
        assertTrue(trace.contains(" caused by java.lang.IllegalArgumentException at "), trace);
        assertFalse(trace.contains("quoted"), trace);
    }
}
