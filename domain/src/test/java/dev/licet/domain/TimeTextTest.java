package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 3339 section 5.6, as far as the service takes it.
class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:59:59Z, 2026-01-31T23:59:59Z",
        "2026-01-31T00:00:00Z, 2026-01-31T00:00:00Z",
        "2024-02-29T12:00:00.5Z, 2024-02-29T12:00:00.500Z",
        "2024-02-29T12:00:00.1234567891234Z, 2024-02-29T12:00:00.123456789Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"
    })
    void a_time_in_utc_is_that_moment(String text, Instant moment) {
        assertEquals(Optional.of(moment), TimeText.utc(text));
        assertEquals(Optional.of(moment), TimeText.zoned(text));
        assertEquals(Optional.of(moment), TimeText.zonedOrUtc(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T24:00:00Z",
                "2026-12-31T23:59:60Z",
                "2026-12-31T12:00:60Z",
                "2026-12-31T23:59:60.5Z",
                "2026-12-31T23:60:00Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-32T00:00:00Z",
                "+12026-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "12026-01-01T00:00:00Z",
                "2026-01-01t00:00:00Z",
                "2026-01-01T00:00:00z",
                "2026-01-01 00:00:00Z",
                "2026-1-01T00:00:00Z",
                "2026-01-01T0:00:00Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00.5Z",
                "2026-01-01T00:00:00,5Z",
                "2026-01-01T00:00:00+25:00",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00+1:00",
                "2026-01-01T00:00:00+01",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00Z ",
                "\u0662026-01-01T00:00:00Z",
                "2026-01-01",
                ""
            })
    void what_is_no_time_is_read_by_none(String text) {
        assertEquals(Optional.empty(), TimeText.utc(text));
        assertEquals(Optional.empty(), TimeText.zoned(text));
        assertEquals(Optional.empty(), TimeText.zonedOrUtc(text));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31T23:59:59+01:00, 2026-01-31T22:59:59Z", "2026-01-31T23:59-11:30, 2026-02-01T11:29:00Z"})
    void another_zone_is_read_where_zones_are_taken(String text, Instant moment) {
        assertEquals(Optional.empty(), TimeText.utc(text));
        assertEquals(Optional.of(moment), TimeText.zoned(text));
        assertEquals(Optional.of(moment), TimeText.zonedOrUtc(text));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31T23:59:59.25, 2026-01-31T23:59:59.250Z", "2026-01-31T23:59, 2026-01-31T23:59:00Z"})
    void a_time_without_a_zone_is_utc_where_that_is_taken(String text, Instant moment) {
        assertEquals(Optional.empty(), TimeText.utc(text));
        assertEquals(Optional.empty(), TimeText.zoned(text));
        assertEquals(Optional.of(moment), TimeText.zonedOrUtc(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01Z", "+2026-01-01", ""})
    void what_is_no_day_is_none(String text) {
        assertEquals(Optional.empty(), TimeText.day(text));
        assertEquals(Optional.of(Instant.parse("2024-02-29T00:00:00Z")), TimeText.day("2024-02-29"));
    }

    @Test
    void months_have_four_digits_and_two() {
        assertEquals(Optional.of(YearMonth.of(2026, 11)), TimeText.month("2026-11"));
        for (String bad :
                List.of("", "2026", "2026-13", "2026-00", "2026-1", "+999999999-12", "2026-11-01", " 2026-11")) {
            assertEquals(Optional.empty(), TimeText.month(bad), bad);
        }
    }
}
