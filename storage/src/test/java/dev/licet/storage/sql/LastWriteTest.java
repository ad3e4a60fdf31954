package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastWriteTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LastWrite last = new LastWrite(nanos::get);

    @Test
    void nothing_is_known_before_the_first() {
        assertFalse(last.isGood());
    }

    @Test
    void a_success_counts_until_the_next_failure() {
        last.succeeded();
        assertTrue(last.isGood());
        last.failed();
        assertFalse(last.isGood());
        last.succeeded();
        assertTrue(last.isGood());
    }

    @Test
    void a_success_says_nothing_about_a_moment_long_after_it() {
        last.succeeded();
        nanos.set(LastWrite.GOOD_FOR.toNanos() - 1);
        assertTrue(last.isGood());
        nanos.set(LastWrite.GOOD_FOR.toNanos());
        assertFalse(last.isGood());
    }
}
