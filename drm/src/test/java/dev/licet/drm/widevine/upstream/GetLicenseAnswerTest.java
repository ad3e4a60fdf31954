package dev.licet.drm.widevine.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetLicenseAnswerTest {
    private static final String GOOD = """
            {"status":"OK","internal_status":139,"license":"-_8=","license_metadata":{"request_type":"RENEWAL"},
            "make":"Acme","system_id":4464,"client_info":[{"name":"model_name","value":"nine"}],
            "session_state":{"signing_key":"c2VjcmV0"},"status_message":"secret","unknown":[[{}]]}""";

    private static Optional<GetLicenseAnswer> read(String json) {
        return GetLicenseAnswer.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_named_is_read_and_nothing_else() {
        var answer = read(GOOD).orElseThrow();
        assertEquals("OK", answer.status());
        assertEquals(Optional.of("139"), answer.internalStatus());
        assertArrayEquals(new byte[] {-5, -1}, answer.license().orElseThrow());
        assertEquals(Optional.of("RENEWAL"), answer.requestType());
        assertEquals(Map.of("make", "Acme", "system_id", "4464", "model_name", "nine"), answer.facts());
        assertFalse(answer.toString().contains("c2VjcmV0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>",
                "{}",
                "{\"status\":200}",
                "{\"status\":null}",
                "{\"status\":\"two words\"}",
                "{\"status\":\"OK\"",
                "{\"status\":\"OK\"}{}",
                "{\"status\":\"OK\",\"status\":\"OK\"}",
                "{\"status\":\"OK\",\"license\":}",
            })
    void anything_else_is_no_answer(String json) {
        assertTrue(read(json).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"OK\",\"license\":{\"a\":1}}",
                "{\"status\":\"OK\",\"license\":\"***\"}",
                "{\"status\":\"OK\",\"license_metadata\":[1],\"client_info\":{\"name\":1}}",
                "{\"status\":\"OK\",\"license_metadata\":7,\"client_info\":[1,[2],{\"name\":{},\"value\":null}]}",
                "{\"status\":\"OK\",\"internal_status\":-1}",
                "{\"status\":\"OK\",\"internal_status\":{\"a\":[]}}",
            })
    void members_of_another_kind_count_as_missing(String json) {
        var answer = read(json).orElseThrow();
        assertEquals(
                new GetLicenseAnswer("OK", Optional.empty(), Optional.empty(), Optional.empty(), Map.of()), answer);
    }

    @Test
    void too_long_or_too_deep_is_no_answer() {
        String deep = "[".repeat(20) + "]".repeat(20);
        assertTrue(read("{\"status\":\"OK\",\"a\":" + deep + "}").isEmpty());
        String longer = "x".repeat(GetLicenseAnswer.MAX_BYTES);
        assertTrue(read("{\"status\":\"OK\",\"a\":\"" + longer + "\"}").isEmpty());
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_read_or_not() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < good.length; n++) {
            assertTrue(GetLicenseAnswer.read(Arrays.copyOf(good, n)).isEmpty());
        }
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            GetLicenseAnswer.read(bad)
                    .ifPresent(answer -> assertFalse(answer.status().isEmpty()));
        }
    }
}
