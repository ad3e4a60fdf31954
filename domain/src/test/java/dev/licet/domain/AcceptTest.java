package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110 section 12.5.1.
class AcceptTest {
    private static Accept accept(String field) {
        return Accept.of(Optional.of(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | 1000",
                "TEXT/HTML | 1000",
                "application/json, text/html;level=1;q=0.5 | 500",
                "text/html ; Q=0.25 | 250",
                "text/html;q=0.001 | 1",
                "text/html;q=1.000 | 1000",
                "text/html;q=0. | 0",
                "text/html;q=0 | 0",
                "text/html;q=0.000 | 0",
                "text/html;q=0.2, text/html;level=1 | 1000",
                "text/html;q=2 | 1000",
                "text/html;q=0.0001 | 1000",
                "text/html;q= | 1000",
                "text/html5 | 0",
                "text/*, */* | 0",
                ", ;, ;q=1 | 0",
                "'' | 0"
            })
    void a_type_that_is_named_has_its_weight(String field, int weight) {
        assertEquals(weight, accept(field).named("text/html"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html;q=0 | true",
                "text/*;q=0 | true",
                "*/*;q=0 | true",
                "text/*;q=0, text/html;q=0.1 | false",
                "*/*;q=0, text/*;q=0.1 | false",
                "text/html;q=0, */* | true",
                "application/json | false",
                "'' | false"
            })
    void the_nearest_range_tells_what_is_refused(String field, boolean refused) {
        assertEquals(refused, accept(field).refuses("text/html"));
    }

    @Test
    void without_the_field_everything_is_taken_and_nothing_named() {
        assertEquals(0, Accept.of(Optional.empty()).named("text/html"));
        assertFalse(Accept.of(Optional.empty()).refuses("text/html"));
    }
}
