package dev.licet.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgreementTest {
    @TempDir
    Path folder;

    private static final Row RATE = Row.of("rate", "a token", "requests/s", Spread.of(List.of(10.0, 20.0)));

    private static Spread floor(double... rounds) {
        return Spread.of(java.util.Arrays.stream(rounds).boxed().toList());
    }

    private Path written(String name, Row... rows) throws IOException {
        var book = new Book(Map.of("cores", "2"));
        for (Row row : rows) book.add(row);
        Writer.write(book, folder, name);
        return folder.resolve(name + ".json");
    }

    @Test
    void rangesThatTouchAgree() {
        var found = Agreement.of(Map.of("a", new Range(1, 2)), Map.of("a", new Range(2, 3)));
        assertEquals(List.of("a"), found.agreeing());
    }

    @Test
    void rangesApartDiffer() {
        var found = Agreement.of(Map.of("a", new Range(1, 2)), Map.of("a", new Range(2.1, 3)));
        assertEquals(List.of("a: 1.00 to 2.00 and 2.10 to 3.00"), found.differing());
        assertTrue(found.toString().endsWith("0 of 1 rows agree within their spreads; 0 have no spread\n"));
    }

    @Test
    void whatWasMeasuredOnceOrNotAtAllSaysNothing() {
        var nothing = new Range(Double.NaN, Double.NaN);
        var found = Agreement.of(
                Map.of("a", new Range(1, 1), "b", nothing), Map.of("a", new Range(2, 3), "b", new Range(2, 3)));
        assertEquals(List.of("a", "b"), found.once().stream().sorted().toList());
    }

    @Test
    void rowsOfOneRunAreNamed() {
        var found = Agreement.of(Map.of("a", new Range(1, 2)), Map.of("b", new Range(1, 2)));
        assertEquals(List.of("a", "b"), found.alone());
    }

    @Test
    void aSlowDayChangesRowAndFloorAndTheyAgree() throws IOException {
        Path quick = written("quick", RATE.over("engine", floor(100, 200)));
        Path slow = written(
                "slow", Row.of("rate", "a token", "requests/s", floor(2, 4.4)).over("engine", floor(20, 40)));
        assertEquals(List.of("rate: a token"), Agreement.of(quick, slow).once());
        Path other = written("other", RATE.over("engine", floor(100, 190)));
        assertEquals(List.of("rate: a token"), Agreement.of(other, slow).agreeing());
    }

    @Test
    void rowsWithoutAFloorAreComparedAsTheyAre() throws IOException {
        Path one = written("one", RATE);
        Path other = written("two", Row.of("rate", "a token", "requests/s", floor(21, 30)));
        assertEquals(
                List.of("rate: a token: 10.0 to 20.0 and 21.0 to 30.0"),
                Agreement.of(one, other).differing());
    }
}
