package dev.licet.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class WarmthTest {
    /// How many rounds it takes; none when they do not suffice.
    private static int rounds(DoubleStream costs) {
        var warmth = new Warmth();
        int count = 0;
        for (double cost : costs.toArray()) {
            warmth.add(cost);
            count++;
            if (warmth.isReached()) return count;
        }
        return 0;
    }

    @Test
    void whatDoesNotFallIsWarmAfterTenRounds() {
        assertEquals(10, rounds(DoubleStream.generate(() -> 100).limit(20)));
    }

    @Test
    void aSteadyFallOfOnePercentIsNotWarm() {
        assertEquals(0, rounds(DoubleStream.iterate(1000, cost -> cost * 0.99).limit(60)));
    }

    @Test
    void roundsThatOthersMadeDearerDoNotHideTheFall() {
        var falling = DoubleStream.of(500, 490, 900, 470, 460, 440, 900, 420, 410, 900, 390, 900);
        assertEquals(0, rounds(falling));
    }

    @Test
    void aFallThatHasEndedIsWarmFiveRoundsLater() {
        var falling = DoubleStream.of(900, 800, 700, 600, 500, 400, 300);
        assertEquals(
                8 + 5,
                rounds(DoubleStream.concat(
                        falling, DoubleStream.generate(() -> 200).limit(20))));
    }
}
