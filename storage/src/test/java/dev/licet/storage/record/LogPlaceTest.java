package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPlaceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static LogPlace read(LogPlace place, Long... fresh) {
        return place.with(List.of(), List.of(fresh), NOON, NOON);
    }

    @Test
    void what_was_passed_is_missing_until_it_comes() {
        var place = read(LogPlace.after(4), 5L, 7L, 11L);
        assertEquals("11-6-8.10", place.toString());
        assertEquals(
                "12-8-10", place.with(List.of(6L, 9L), List.of(12L), NOON, NOON).toString());
    }

    @Test
    void what_is_missing_for_too_long_is_given_up() {
        var place = read(LogPlace.after(0), 2L);
        assertEquals("2-1", place.with(List.of(), List.of(), NOON, NOON).toString());
        assertEquals(
                "2", place.with(List.of(), List.of(), NOON, NOON.plusNanos(1)).toString());
    }

    @Test
    void only_the_largest_missing_numbers_are_remembered() {
        var place = read(LogPlace.after(0), 1_000_000L, 2_000_000L);
        assertEquals(LogPlace.MOST, place.missing().size());
        assertEquals("2000000-1999500.1999999", place.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "11-6-8.10", "2000000-1999500.1999999"})
    void a_place_comes_back_from_its_text(String text) {
        assertEquals(text, LogPlace.parse(text, NOON).orElseThrow().toString());
    }

    @Test
    void what_was_missing_is_looked_for_from_now_on() {
        var place = LogPlace.parse("3-1", NOON).orElseThrow();
        assertEquals(Set.of(NOON), Set.copyOf(place.missing().values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x", "1-", "1-2.", "1--2", "-1", "1 ", "1234567890123456789"})
    void anything_else_is_no_place(String text) {
        assertEquals(Optional.empty(), LogPlace.parse(text, NOON));
    }

    @Test
    void a_text_of_much_that_is_missing_takes_little_room() {
        String text = "999999999999999999" + "-1.999999999999999998".repeat(500);
        assertEquals(
                LogPlace.MOST,
                LogPlace.parse(text, NOON).orElseThrow().missing().size());
    }
}
