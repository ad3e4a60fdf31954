package dev.licet.server.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.storage.testing.TestClassPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Has Jazzer look for inputs by what they reach in our code, each parser in a process of its own: the profile `fuzz`.
/// What it finds interesting is kept in `target/fuzz`, so that the next run goes on from there.
@EnabledIfSystemProperty(
        named = "licet.fuzz.jazzer",
        matches = "true",
        disabledReason = "has a profile of its own, fuzz")
class ParserLongFuzzTest {
    private static final String RUNS = System.getProperty("licet.fuzz.runs", "1000000");
    /// Which parsers, by a pattern of their names.
    private static final String ONLY = System.getProperty("licet.fuzz.only", ".*");

    static Stream<String> names() {
        return ParserFuzzTest.names().filter(name -> name.matches(ONLY));
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = 48, unit = TimeUnit.HOURS)
    void reads_or_refuses_whatever_coverage_leads_to(String name) throws Exception {
        Path found = Files.createDirectories(Path.of("target/fuzz", name).toAbsolutePath());
        Path log = found.resolveSibling(name + ".log");
        var process = new ProcessBuilder(line(name, found))
                .directory(found.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int ended = process.waitFor();
        List<String> said = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        assertEquals(0, ended, () -> String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size())));
        said.stream()
                .filter(text -> text.contains("DONE") || text.startsWith("Done"))
                .forEach(text -> System.out.println(name + ": " + text));
    }

    private static List<String> line(String name, Path found) {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dlicet.fuzz.target=" + name,
                "-cp",
                TestClassPath.of(ParserLongFuzzTest.class),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerTarget.class.getName(),
                "--instrumentation_includes=dev.licet.**",
                "--custom_hook_includes=dev.licet.**",
                "-runs=" + RUNS));
        line.addAll(List.of("-seed=" + ParserFuzzTest.SEED, "-max_len=32768", "-timeout=5", found.toString()));
        line.add(Corpus.folder(name).toString());
        return line;
    }
}
