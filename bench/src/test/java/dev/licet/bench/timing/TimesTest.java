package dev.licet.bench.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TimesTest {
    private static final double LIMIT = 4.5;

    @Test
    void theStatisticIsThatOfWelch() {
        // Means 20.5 and 22.25, variances 1.667 and 2.25, of four each: 1.75 / sqrt(0.9792).
        var times = new Times(
                new long[] {19, 20, 21, 22, 21, 21, 23, 24},
                new boolean[] {false, false, false, false, true, true, true, true},
                1);
        assertEquals(1.768, times.worst(), 0.001);
    }

    @Test
    void aNanosecondInAHundredIsSeen() {
        assertTrue(made(1, 0).worst() > 20);
    }

    @Test
    void aClassIsNotToldFromItself() {
        assertTrue(Math.abs(made(0, 0).worst()) < LIMIT);
    }

    @Test
    void interruptionsDoNotHideADifference() {
        assertTrue(made(1, 1_000_000).worst() > 20);
    }

    /// Times around 100, one in a thousand interrupted.
    private static Times made(int more, int interruption) {
        var random = new SplittableRandom(23);
        long[] nanos = new long[100_000];
        boolean[] other = new boolean[nanos.length];
        for (int i = 0; i < nanos.length; i++) {
            other[i] = random.nextBoolean();
            nanos[i] = 100 + random.nextInt(10) + (other[i] ? more : 0);
            if (random.nextInt(1000) == 0) nanos[i] += interruption;
        }
        return new Times(nanos, other, 1);
    }
}
