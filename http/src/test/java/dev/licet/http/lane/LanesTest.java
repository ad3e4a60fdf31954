package dev.licet.http.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
    @Test
    void packagers_leave_the_processors_and_the_disk_to_others_for_most_of_the_time() {
        try (var lanes = Lanes.open(2)) {
            assertEquals(3, lanes.packaging().size().rest());
            assertEquals(0, lanes.reading().size().rest());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "16, 8"})
    void what_stands_back_never_has_more_threads_than_there_are_processors(int processors, int reading) {
        try (var lanes = Lanes.open(processors)) {
            int reads = lanes.reading().size().threads();
            assertEquals(reading, reads);
            assertTrue(processors == 1 || reads + lanes.hashing().size().threads() <= processors);
        }
    }
}
