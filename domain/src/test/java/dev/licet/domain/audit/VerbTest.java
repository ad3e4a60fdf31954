package dev.licet.domain.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerbTest {
    @Test
    void every_verb_is_on_the_page_about_the_trail_and_the_page_has_no_other() throws IOException {
        String page = Files.readString(Path.of("../docs/audit.md"));
        for (Verb verb : Verb.values()) {
            String row = "| `" + verb.word() + "` | " + verb.words() + " |\n";
            assertTrue(page.contains(row), row);
        }
        String table = page.substring(page.indexOf("| verb | what |"), page.indexOf("A failed sign-in"));
        long rows = table.lines().filter(line -> line.startsWith("| `")).count();
        assertEquals(Verb.values().length, rows);
    }

    @Test
    void words_are_unique_and_lead_back() {
        assertEquals(
                Verb.values().length,
                Stream.of(Verb.values()).map(Verb::word).distinct().count());
        for (Verb verb : Verb.values()) assertEquals(Optional.of(verb), Verb.of(verb.word()));
        assertEquals(Optional.empty(), Verb.of("dance"));
    }
}
