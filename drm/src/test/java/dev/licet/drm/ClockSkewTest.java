package dev.licet.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Map<String, String> noticed(long ahead) {
        String time = Long.toString(NOW.getEpochSecond() + ahead);
        return ClockSkew.noticed(Map.of("model_name", "x", ClockSkew.DEVICE_TIME, time), NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 90, -90, 300, -300})
    void a_small_distance_is_told(long ahead) {
        assertEquals(
                Map.of(
                        "model_name",
                        "x",
                        "device_time",
                        NOW.plusSeconds(ahead).toString(),
                        "clock_skew",
                        Long.toString(ahead)),
                noticed(ahead));
    }

    @ParameterizedTest
    @ValueSource(longs = {301, -301, 253_402_300_799L - 1_800_000_000L})
    void a_large_one_is_a_lint_too(long ahead) {
        var facts = noticed(ahead);
        assertEquals("clock-skew", facts.get("lint"));
        assertEquals(Long.toString(ahead), facts.get("clock_skew"));
    }

    @Test
    void a_device_that_tells_no_time_is_left_alone() {
        assertEquals(Map.of("a", "b"), ClockSkew.noticed(Map.of("a", "b"), NOW));
    }
}
