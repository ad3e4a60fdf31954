package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The catalogue against the published lists and against the page that explains it.
class RefusalTest {
    @Test
    void the_catalogue_is_the_published_one() throws IOException {
        List<String[]> published = published();
        long ours = Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.listed() == Refusal.Listed.OURS)
                .count();
        assertEquals(Refusal.values().length, published.size() + ours);
        for (String[] row : published) {
            Refusal refusal = Refusal.ofCode(Integer.parseInt(row[0])).orElseThrow();
            assertEquals(row[6], refusal.template(), row[0]);
            assertEquals(row[1].equals("x"), refusal.listed().of(Drm.WIDEVINE), row[0]);
            assertEquals(row[2].equals("x"), refusal.listed().of(Drm.FAIRPLAY), row[0]);
            assertEquals(row[3].equals("x"), refusal.listed().of(Drm.PLAYREADY), row[0]);
            assertEquals(row[5], phase(refusal), row[0]);
        }
    }

    private static String phase(Refusal refusal) {
        return switch (refusal.phase()) {
            case ISSUE -> "G";
            case REDEEM -> "R";
            case ANY -> "G/R";
            case PACKAGE -> "keys";
        };
    }

    private static List<String[]> published() throws IOException {
        try (var in = RefusalTest.class.getResourceAsStream("error-catalogue.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("-"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }

    @Test
    void the_lists_are_as_long_as_the_published_ones() {
        var lengths = Map.of(Drm.WIDEVINE, 39L, Drm.FAIRPLAY, 40L, Drm.PLAYREADY, 36L, Drm.CLEARKEY, 0L);
        lengths.forEach((drm, length) -> assertEquals(
                length,
                Arrays.stream(Refusal.values())
                        .filter(refusal -> refusal.listed().of(drm))
                        .count(),
                drm.word()));
    }

    @Test
    void no_code_is_used_twice() {
        var codes = Arrays.stream(Refusal.values()).map(Refusal::code).collect(Collectors.toSet());
        assertEquals(Refusal.values().length, codes.size());
    }

    @Test
    void the_page_of_error_codes_lists_each_with_its_message() throws IOException {
        Map<String, String> rows = Files.readAllLines(Path.of("../docs/errors.md")).stream()
                .filter(line -> line.startsWith("| -"))
                .collect(Collectors.toMap(line -> line.split(" *\\| *")[1], line -> line));
        assertEquals(Refusal.values().length, rows.size());
        for (Refusal refusal : Refusal.values()) {
            String row = rows.get(Integer.toString(refusal.code()));
            String message = refusal.template().replace("<", "&lt;").replace(">", "&gt;");
            assertTrue(row.contains("| " + message + " |"), refusal.name());
        }
    }

    @Test
    void the_details_take_the_place_that_the_published_text_has_for_them() {
        var refused = Refused.request(Refusal.EXPIRATION_TIME, "it lies in the past");
        assertEquals("[-2002] Invalid token expiration time: it lies in the past", refused.message());
        var without = Refused.request(Refusal.KID_LENGTH, "kid has 3 characters");
        assertEquals("[-4020] kid must be 32 hexadecimal characters long", without.message());
    }
}
