package dev.licet.server.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is noticed about the clock of the machine.
class ClockJumpsTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final ClockJumps jumps = new ClockJumps(START, -5);
    private Instant time = START;
    private long nanos = -5;

    private void goOn(Duration shown, Duration passed) {
        time = time.plus(shown);
        nanos += passed.toNanos();
        jumps.look(time, nanos);
    }

    private Optional<String> note() {
        return ((Finding.Well) jumps.finding(nanos)).note();
    }

    @Test
    void a_clock_that_goes_with_time_is_not_mentioned() {
        for (int i = 0; i < 100; i++) goOn(Duration.ofMillis(1001), Duration.ofMillis(1000));
        goOn(Duration.ofHours(3), Duration.ofHours(3));
        assertEquals(Optional.empty(), note());
    }

    @Test
    void a_minute_is_no_jump_and_more_is() {
        goOn(Duration.ofSeconds(61), Duration.ofSeconds(1));
        assertEquals(Optional.empty(), note());
        goOn(Duration.ofSeconds(62), Duration.ofSeconds(1));
        assertEquals("the clock of this machine jumped forward by 61 s to 2026-11-21T12:02:03Z", note().orElseThrow());
    }

    @Test
    void the_last_jump_is_told_for_a_day() {
        goOn(Duration.ofHours(2), Duration.ofSeconds(1));
        goOn(Duration.ofHours(-1), Duration.ofSeconds(1));
        String back = "the clock of this machine jumped back by 3601 s to 2026-11-21T13:00:00Z";
        assertEquals(back, note().orElseThrow());
        goOn(Duration.ofHours(23), Duration.ofHours(23));
        assertEquals(back, note().orElseThrow());
        goOn(Duration.ofHours(1), Duration.ofHours(1));
        assertEquals(Optional.empty(), note());
    }
}
