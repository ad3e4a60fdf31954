package dev.licet.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowTest {
    private static final Row RATE = Row.of("token rate", "a token", "requests/s", Spread.of(List.of(60.0, 30.0, 10.0)));

    @Test
    void aGoalIsAboutTheMedianOfTheRatios() {
        // The ratios are 0.6, 0.5 and 0.1; the quotient of the medians would be 0.3.
        Row row = RATE.over("engine", Spread.of(List.of(100.0, 60.0, 100.0)));
        assertEquals(0.5, row.judged().median());
        assertEquals("≥ 0.50, met", row.atLeast(0.5).verdict());
        assertEquals("≥ 0.55, **missed**", row.atLeast(0.55).verdict());
    }

    @Test
    void withoutAFloorItIsAboutTheMedian() {
        assertEquals("≤ 30.0, met", RATE.atMost(30).verdict());
        assertEquals("≤ 29.0, **missed**", RATE.atMost(29).verdict());
    }

    @Test
    void withoutTheToolOfItsFloorNothingIsMetOrMissed() {
        Row row = RATE.over("openssl", Spread.of(List.of(Double.NaN, Double.NaN, Double.NaN)));
        assertEquals("≥ 0.80, not measured", row.atLeast(0.8).verdict());
    }

    @Test
    void remarksAreAdded() {
        assertTrue(RATE.saying("one").saying("two").remark().equals("one; two"));
    }
}
