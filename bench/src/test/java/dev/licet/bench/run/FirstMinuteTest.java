package dev.licet.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// When the first minute of a node is over.
final class FirstMinuteTest {
    @Test
    void it_is_over_with_half_of_what_comes_at_the_end() {
        assertEquals(2, FirstMinute.untilHalf(rates(10, 49, 50)));
        assertEquals(0, FirstMinute.untilHalf(rates(100, 20, 30)));
    }

    private static List<Double> rates(double... first) {
        return Stream.concat(DoubleStream.of(first).boxed(), Stream.generate(() -> 100.0))
                .limit(45)
                .toList();
    }
}
