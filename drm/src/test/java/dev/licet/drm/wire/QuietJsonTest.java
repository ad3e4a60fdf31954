package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the parser complains of says nothing of the text.
class QuietJsonTest {
    private static final String KEY = "c0ffee00112233445566778899aabbcc";
    private static final String DOCUMENT = "{\"kid\" : \"ab\", \"n\":[1, -2.5e3, true, null], \"k\":\"\\u00e9\"}";
    private static final JsonFactory QUIET =
            QuietJson.within(StreamReadConstraints.defaults()).build();

    private static Optional<String> complaint(JsonParser json) {
        try (json) {
            while (json.nextToken() != null) json.getText();
            return Optional.empty();
        } catch (IOException bad) {
            return Optional.of(String.valueOf(bad.getMessage()));
        }
    }

    private static void assertMute(String document) throws IOException {
        for (JsonParser json :
                List.of(QUIET.createParser(document), QUIET.createParser(document.getBytes(StandardCharsets.UTF_8)))) {
            String said = complaint(json).orElse("");
            assertTrue(!said.contains(KEY.substring(0, 8)), () -> said + " of " + document);
        }
    }

    @Test
    void a_key_at_any_place_of_a_document_is_never_what_the_parser_complains_of() throws IOException {
        for (int at = 0; at <= DOCUMENT.length(); at++) {
            for (String before : List.of("", " ", "\"", "\\", "{", "[", ":", ",", "0", "-", "/*", "'"))
                for (String behind : List.of("", "\"", ":", ",", "}", "]", "e", " "))
                    assertMute(DOCUMENT.substring(0, at) + before + KEY + behind + DOCUMENT.substring(at));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"k\":" + KEY + "}", KEY, "{" + KEY + ":1}", "{\"k\":\"" + KEY + "\u0001\"}", "[true" + KEY})
    void a_key_without_its_quotes_is_not_said(String document) throws IOException {
        assertMute(document);
    }

    @Test
    void a_good_document_is_read() throws IOException {
        assertEquals(Optional.empty(), complaint(QUIET.createParser(DOCUMENT)));
    }
}
