package dev.licet.server.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Feeds each parser damaged messages of its corpus: read or refused, and nothing else. The damage is the same for the
/// same `-Dlicet.fuzz.seed=N`; `-Dlicet.fuzz.runs=N` says how much of it. What coverage finds is for
// [ParserLongFuzzTest].
class ParserFuzzTest {
    static final long SEED = Long.getLong("licet.fuzz.seed", 23);
    private static final int RUNS = Integer.getInteger("licet.fuzz.runs", 3000);

    static Stream<String> names() {
        return Targets.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void reads_or_refuses(String name) {
        Target target = Targets.all().get(name);
        var seeds = Corpus.of(name);
        seeds.forEach(seed -> feed(target, seed));
        var mutator = new Mutator(SEED);
        for (int i = 0; i < RUNS; i++) feed(target, mutator.next(seeds));
        System.out.printf("%s: %d executions from %d messages, seed %d%n", name, RUNS, seeds.size(), SEED);
    }

    private static void feed(Target target, byte[] input) {
        try {
            target.feed(input);
        } catch (RuntimeException | Error fault) {
            throw new AssertionError("a fault on " + HexFormat.of().formatHex(input), fault);
        }
    }

    /// A target that is not there any more would leave its corpus behind, and nobody would notice.
    @Test
    void each_corpus_has_its_target_and_at_least_one_message() throws Exception {
        try (var folders = Files.list(Corpus.folder("").normalize())) {
            var found = folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertEquals(names().toList(), found);
            for (String name : found) assertFalse(Corpus.of(name).isEmpty(), name);
        }
    }
}
