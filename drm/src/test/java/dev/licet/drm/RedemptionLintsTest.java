package dev.licet.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedemptionLintsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @Test
    void a_kid_that_the_token_lacks_is_a_lint_beside_the_others() {
        var facts = Map.of("kids_not_in_token", "00", "device_time", "1700000000");
        assertEquals(
                "clock-skew,kid-not-in-token",
                RedemptionLints.noticed(facts, NOW).get("lint"));
        assertEquals(
                "kid-not-in-token",
                RedemptionLints.noticed(Map.of("kids_not_in_token", "00"), NOW).get("lint"));
        assertFalse(RedemptionLints.noticed(Map.of("model", "x"), NOW).containsKey("lint"));
    }

    @Test
    void each_is_described() throws IOException {
        String page = Files.readString(Path.of("../docs/lints.md"));
        for (String word : new String[] {"clock-skew", "kid-not-in-token"})
            assertTrue(page.contains("| `" + word + "` |"));
    }
}
