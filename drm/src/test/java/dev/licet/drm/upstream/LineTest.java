package dev.licet.drm.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.OutcomeCounts;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.UpstreamOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineTest {
    private final OutcomeCounts<UpstreamOutcome> watch = new OutcomeCounts<>(UpstreamOutcome.class);
    private final Line line = new Line(
            new UpstreamLimits(Duration.ofSeconds(2), Duration.ofMillis(500), 1, 2, Duration.ofSeconds(5))
                    .watchedBy(watch),
            InstantSource.fixed(Instant.EPOCH));

    private void silence() {
        line.ask(time -> new Attempt.Silent<String>("timed out", Map.of(), true));
    }

    /// Answered, silent, left alone, crowded.
    private List<Long> counts() {
        return Arrays.stream(UpstreamOutcome.values()).map(watch::count).toList();
    }

    @Test
    void whoever_watches_learns_of_each_request_once_whatever_its_attempts() {
        line.ask(time -> new Attempt.Settled<>("yes"));
        assertEquals(List.of(1L, 0L, 0L, 0L), counts());
        silence();
        silence();
        assertEquals(List.of(1L, 2L, 0L, 0L), counts());
        silence();
        silence();
        assertEquals(List.of(1L, 2L, 2L, 0L), counts(), "it is left alone");
    }

    @Test
    void whoever_finds_no_place_is_counted_too() {
        line.ask(time -> {
            var second = line.ask(share -> new Attempt.Settled<>("never asked"));
            assertInstanceOf(Asked.Failed.class, second);
            return new Attempt.Settled<>("first");
        });
        assertEquals(List.of(1L, 0L, 0L, 1L), counts());
    }
}
