package dev.licet.domain.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyIdTest {
    /// token-api.md 8.1; the first is published, the others were computed by another program.
    @ParameterizedTest
    @CsvSource({
        "kid1, 80ea8bc8a58f990ad1f76bc665b30bfa",
        "CNN.2014.12.18, 874cc4da3e96faf052d2a7f1d8dab7c2",
        "somestring, da63fb69aeb03c776bd23e91e2c1cb3d",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 0098ba824b5c16427bd7a1122a5a442a"
    })
    void a_name_has_the_published_id(String name, String kid) {
        assertEquals(kid, KeyId.ofName(name).hex());
    }

    @Test
    void only_32_lower_case_digits_are_an_id() {
        assertThrows(IllegalArgumentException.class, () -> new KeyId("80EA8BC8A58F990AD1F76BC665B30BFA"));
        assertThrows(IllegalArgumentException.class, () -> new KeyId("80ea"));
        var kid = new KeyId("80ea8bc8a58f990ad1f76bc665b30bfa");
        assertEquals(kid, KeyId.of(kid.bytes()));
    }
}
