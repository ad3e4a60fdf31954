package dev.licet.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    private static Spread spread(double... rounds) {
        return Spread.of(java.util.Arrays.stream(rounds).boxed().toList());
    }

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTwo() {
        assertEquals(3, spread(9, 1, 3).median());
        assertEquals(4, spread(9, 1, 3, 5).median());
        assertEquals(1, spread(9, 1, 3).least());
        assertEquals(9, spread(9, 1, 3).most());
    }

    @Test
    void whatWasNotMeasuredIsNoNumber() {
        assertTrue(Stream.of(spread(), spread(Double.NaN))
                .flatMap(none -> Stream.of(none.median(), none.least(), none.most()))
                .allMatch(number -> number.isNaN()));
    }

    @Test
    void aRoundThatFailedLeavesTheOthers() {
        assertEquals(2, spread(1, Double.NaN, 3).median());
        assertEquals(3, spread(1, Double.NaN, 3).most());
    }

    @Test
    void eachRoundIsDividedByTheOneNextToIt() {
        // The machine was half as fast in the second round and meets both alike.
        assertEquals(
                List.of(0.5, 0.5, 0.25),
                spread(50, 25, 20).over(spread(100, 50, 80)).rounds());
    }

    @Test
    void onlyPairsAreDivided() {
        assertThrows(IllegalArgumentException.class, () -> spread(1, 2).over(spread(1)));
    }

    @Test
    void fallingMeansFromThirdToThird() {
        assertTrue(spread(130, 128, 120, 118, 110, 108).falls());
        assertFalse(spread(100, 98, 99, 97, 96, 95).falls());
    }

    @Test
    void upsAndDownsAreNotFalling() {
        assertFalse(spread(120, 122, 140, 141, 100, 99).falls());
        assertFalse(spread(108, 110, 118, 120, 128, 130).falls());
    }

    @Test
    void aFewRoundsDoNotSayWhetherTheyFall() {
        assertFalse(spread(300, 200, 100).falls());
    }
}
