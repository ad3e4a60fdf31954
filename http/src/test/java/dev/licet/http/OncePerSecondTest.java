package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OncePerSecondTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void of_many_lines_one_a_second_is_written_and_knows_the_others() {
        long start = Long.MAX_VALUE - SECOND / 2;
        var oncePerSecond = new OncePerSecond(start);
        assertEquals(OptionalLong.of(0), oncePerSecond.due(start));
        for (int i = 1; i < 6; i++) assertEquals(OptionalLong.empty(), oncePerSecond.due(start + i));
        assertEquals(OptionalLong.of(5), oncePerSecond.due(start + SECOND));
        assertEquals(OptionalLong.empty(), oncePerSecond.due(start + SECOND + 1));
        assertEquals(OptionalLong.of(1), oncePerSecond.due(start + 10 * SECOND));
    }
}
