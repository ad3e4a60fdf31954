package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsColumnTest {
    @Test
    void facts_are_one_flat_json_object_in_the_order_of_names() {
        assertEquals("{\"a\":\"1\",\"b\":\"2\"}", FactsColumn.write(Map.of("b", "2", "a", "1")));
        assertEquals("{\"q\":\"\\\"\\\\\\u000a\\u00e4\"}", FactsColumn.write(Map.of("q", "\"\\\nä")));
        assertEquals("", FactsColumn.write(Map.of()));
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
