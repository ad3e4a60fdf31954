package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class TimedIdTest {
    private static final Instant NOW = Instant.ofEpochMilli(0x0123_4567_89abL);
    private final SecureRandom random = new SecureRandom();

    @Test
    void begins_with_the_time_in_milliseconds() {
        byte[] one = TimedId.fresh(NOW, random);
        assertEquals(TimedId.BYTES, one.length);
        assertEquals("0123456789ab", HexFormat.of().formatHex(one, 0, 6));
    }

    @Test
    void every_random_bit_varies() {
        byte[] and = TimedId.fresh(NOW, random);
        byte[] or = and.clone();
        for (int i = 0; i < 1000; i++) {
            byte[] next = TimedId.fresh(NOW, random);
            for (int at = 0; at < TimedId.BYTES; at++) {
                and[at] &= next[at];
                or[at] |= next[at];
            }
        }
        assertEquals("0123456789ab" + "00".repeat(10), HexFormat.of().formatHex(and));
        assertEquals("0123456789ab" + "ff".repeat(10), HexFormat.of().formatHex(or));
    }

    @Test
    void later_ones_sort_behind() {
        byte[] before = TimedId.fresh(NOW, random);
        byte[] after = TimedId.fresh(NOW.plusMillis(1), random);
        assertTrue(Arrays.compareUnsigned(before, after) < 0);
    }

    @Test
    void does_not_repeat_within_a_millisecond() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) seen.add(HexFormat.of().formatHex(TimedId.fresh(NOW, random)));
        assertEquals(10_000, seen.size());
    }
}
