package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StampsTest {
    private Instant now = Instant.ofEpochMilli(0x0123_4567_89abL);
    private final Stamps ids = new Stamps(() -> now, new SecureRandom());

    private String fresh() {
        return ids.id(Optional.empty());
    }

    @Test
    void beginsWithTheTimeInMilliseconds() {
        assertTrue(fresh().matches("0123456789ab[0-9a-f]{20}"));
    }

    @Test
    void aLaterOneSortsBehind() {
        String before = fresh();
        now = now.plusMillis(1);
        assertTrue(before.compareTo(fresh()) < 0);
    }

    @Test
    void doesNotRepeatWithinAMillisecond() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) seen.add(fresh());
        assertEquals(10_000, seen.size());
    }

    @Test
    void theCallersIsTakenWhenItIsWellFormed() {
        assertEquals("order-17.b_2", ids.id(Optional.of("order-17.b_2")));
        assertTrue(ids.id(Optional.of("two words")).startsWith("0123456789ab"));
        assertTrue(ids.id(Optional.of("x".repeat(65))).startsWith("0123456789ab"));
    }

    /// RFC 9110 section 5.6.7: two digits for the day, always GMT.
    @Test
    void theDateIsThatOfTheSecond() {
        now = Instant.parse("2026-03-01T00:00:00.999Z");
        assertEquals("Sun, 01 Mar 2026 00:00:00 GMT", ids.date());
        now = Instant.parse("2026-03-01T00:00:01Z");
        assertEquals("Sun, 01 Mar 2026 00:00:01 GMT", ids.date());
        now = Instant.parse("2026-03-01T00:00:00Z");
        assertEquals("Sun, 01 Mar 2026 00:00:00 GMT", ids.date());
    }
}
