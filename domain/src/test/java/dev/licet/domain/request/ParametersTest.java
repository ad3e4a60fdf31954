package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.request.Parameters.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    private static final byte[] NO_FORM = {};

    private static Parameters query(String raw) {
        return Parameters.read(raw, NO_FORM);
    }

    @ParameterizedTest
    @CsvSource({
        "a=b, b",
        "a=%2B60, +60",
        "a=+60, ' 60'",
        "a=x%20y, x y",
        "a=%C3%A4, ä",
        "a=1=2, 1=2",
        "a=%, %",
        "a=%zz, %zz",
        "a=%4, %4",
        "a=, ''",
        "a, ''",
        "x=1&a=b&y=2, b",
        "%61=b, b",
        "&&a=b&&, b"
    })
    void a_value_is_decoded_once(String raw, String value) {
        assertEquals(new Value.Text(value), query(raw).value("a"));
    }

    @Test
    void names_are_case_sensitive() {
        assertEquals(new Value.Absent(), query("KID=1&Kid=2").value("kid"));
    }

    @ParameterizedTest
    @CsvSource({"a=1&a=1, ''", "a=1&a=2, ''", "a=1, a=2", "a=1&a=1, a=1", "a=%ff, ''", "'', a=%c3%28"})
    void what_is_sent_twice_or_is_not_utf_8_is_unclear(String raw, String form) {
        var parameters = Parameters.read(raw, form.getBytes(StandardCharsets.US_ASCII));
        assertInstanceOf(Value.Unclear.class, parameters.value("a"));
    }

    @Test
    void the_same_value_in_query_and_form_counts_once() {
        assertEquals(
                new Value.Text("1"), Parameters.read("a=1", "a=1".getBytes()).value("a"));
    }

    @Test
    void all_values_of_a_repeatable_parameter_come_in_order() {
        var parameters = Parameters.read("e=1&x=0&e=%ff", "e=3".getBytes());
        assertEquals(List.of(Optional.of("1"), Optional.empty(), Optional.of("3")), parameters.all("e"));
    }

    @Test
    void a_flood_of_parameters_is_cut() {
        assertTrue(query("a=1&".repeat(100_000)).all("a").size() <= 512);
    }

    @Test
    void values_do_not_print() {
        assertEquals(
                "Parameters[kek]", query("kek=000102030405060708090a0b0c0d0e0f").toString());
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_read_as_something() {
        byte[] good = "kid=%5Ename&contentKey=00ff&cookie=%C3%A4+b&wvExtension=wudo%2CAAAAAA%3D%3D"
                .getBytes(StandardCharsets.US_ASCII);
        for (int n = 0; n <= good.length; n++)
            Parameters.read("", java.util.Arrays.copyOf(good, n)).names();
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            var parameters = Parameters.read("", flipped);
            for (String name : parameters.names()) parameters.value(name);
        }
    }
}
