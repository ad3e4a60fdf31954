package dev.licet.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Floor ENGINE = new Floor("engine", () -> Speed.UNKNOWN);
    private static final Floor PRIMITIVES = new Floor("primitives", () -> Speed.UNKNOWN);
    private static final Row ROW = Row.of("CPU", "a license", "µs/request", Spread.of(List.of(300.0, 600.0)));

    private static Speed speed(double perSecond, double cpuMicros) {
        return new Speed(perSecond, cpuMicros, 0);
    }

    @Test
    void eachRoundIsHeldAgainstTheFloorsNextToIt() {
        Row row = Comparison.over(PRIMITIVES, ENGINE)
                .compare(
                        ROW,
                        List.of(
                                Map.of(PRIMITIVES, speed(1, 90), ENGINE, speed(1, 10)),
                                Map.of(PRIMITIVES, speed(1, 190), ENGINE, speed(1, 10))),
                        Speed::cpuMicros);
        assertEquals("primitives + engine", row.floor().orElseThrow().name());
        assertEquals(List.of(3.0, 3.0), row.judged().rounds());
    }

    @Test
    void oneAfterTheOtherHasTheRateOfBoth() {
        assertEquals(50, speed(100, 1).and(speed(100, 1)).perSecond());
        assertEquals(100, speed(100, 1).and(speed(Double.POSITIVE_INFINITY, 0)).perSecond());
    }

    @Test
    void withoutAFloorItStandsAlone() {
        assertTrue(Comparison.NONE
                .compare(ROW, List.of(Map.of(), Map.of()), Speed::cpuMicros)
                .floor()
                .isEmpty());
    }

    @Test
    void aFloorThatTheGeneratorHeldBackIsSaidToBe() {
        var busy = Map.of(ENGINE, new Speed(1, 1, 0.97));
        Row row = Comparison.over(ENGINE).compare(ROW, List.of(busy, busy), Speed::perSecond);
        assertEquals("floor: the generator was busy for 97 % of the time and may be the limit", row.remark());
    }

    @Test
    void aFloorWarmsUpOnceAndRemembersItsRounds() {
        var warmUps = new int[1];
        var floor = new Floor("disk", () -> warmUps[0]++, () -> speed(7, 1));
        floor.warmUp();
        floor.warmUp();
        floor.round();
        assertEquals(1, warmUps[0]);
        assertEquals(List.of(speed(7, 1)), floor.rounds());
    }
}
