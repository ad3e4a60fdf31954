package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsColumnTest {
    /// What stands in databases must be read for ever.
    @Test
    void signs_stand_for_known_names_values_and_times() {
        assertEquals(
                "\u0013\u0005tqszs5\u0014\u0004#\u0001$x\u001b3",
                FactsColumn.write(
                        Map.of("expires", "2026-12-29T10:57:41Z", "hdcp", "none", "security_level", "3", "hint", "x")));
        assertEquals("\u0002q\u0003\\\"\\\\\\u000a\\u00e4", FactsColumn.write(Map.of("q", "\"\\\nä")));
        assertEquals("\u0001X7", FactsColumn.write(Map.of("level", "7")));
        assertEquals("", FactsColumn.write(Map.of()));
    }

    @Test
    void only_times_that_come_back_the_same_are_shortened() {
        for (String time : new String[] {
            "2026-12-29T10:57:41Z", "2026-12-29T24:00:00Z", "2026-12-29T10:57:60Z", "1969-12-31T23:59:59Z",
            "2026-12-29T10:57:4.Z", "2026-12-29 10:57:41Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"
        }) assertEquals(Map.of("expires", time), FactsColumn.read(FactsColumn.write(Map.of("expires", time))), time);
    }

    @Test
    void the_json_of_earlier_versions_is_read() {
        assertEquals(Map.of("a", "1", "b", "2"), FactsColumn.read("{\"a\":\"1\",\"b\":\"2\"}"));
        assertEquals(Map.of("q", "\"\\\nä"), FactsColumn.read("{\"q\":\"\\\"\\\\\\u000a\\u00e4\"}"));
    }

    @Test
    void every_character_survives() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            var facts = Map.of("name" + (char) c, (char) c + "value" + (char) c);
            assertEquals(facts, FactsColumn.read(FactsColumn.write(facts)));
        }
    }

    @Test
    void texts_that_look_like_json_survive() {
        for (String text : new String[] {"", "\"", "\\", "\\\"", "\",\"x\":\"y", "{}", "\\u0041", "😀", ":", ","}) {
            var facts = Map.of(text, text, "other", text);
            assertEquals(facts, FactsColumn.read(FactsColumn.write(facts)));
        }
        assertEquals(Map.of(), FactsColumn.read(""));
        assertEquals(Map.of("", ""), FactsColumn.read(FactsColumn.write(Map.of("", ""))));
    }
}
