package dev.licet.server.defect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.defect.SeededDefect.TestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whether the mistakes of `test/defects` can still be made; that each is seen is what `test/defects/run` finds
/// out.
class SeededDefectTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("^\\| .*\\| `([a-z0-9-]+)` \\|$", Pattern.MULTILINE);

    static List<SeededDefect> all() throws IOException {
        return SeededDefect.in(ROOT.resolve("test/defects"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_can_be_made_in_the_sources_as_they_are(SeededDefect defect) throws IOException {
        assertFalse(defect.edits().isEmpty());
        for (String file : defect.edits().keySet()) {
            assertFalse(defect.damaged(ROOT, file).equals(Files.readString(ROOT.resolve(file))), file);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_names_a_test_that_there_is(SeededDefect defect) throws IOException {
        TestName test = defect.test();
        Path sources = ROOT.resolve(test.module()).resolve("src/test/java");
        assertTrue(Files.exists(sources.resolve(test.type().replace('.', '/') + ".java")), test.type());
        var method = Pattern.compile("void " + test.method() + "\\(");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> method.matcher(read(file)).find())
                    .toList();
            assertTrue(test.method().isEmpty() || !found.isEmpty(), test.method());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void the_list_of_attacks_has_each_once_and_no_other() throws IOException {
        List<String> named = NAMED.matcher(Files.readString(ROOT.resolve("docs/attacks.md")))
                .results()
                .map(row -> row.group(1))
                .sorted()
                .toList();
        assertEquals(all().stream().map(SeededDefect::name).toList(), named);
    }

    @Test
    void a_defect_is_read_and_made(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("A.java"), "one\n    two\nthree\ntwo more\n");
        var defect = SeededDefect.parse(
                "name",
                List.of("Wrong.", "Test: m a.BTest#c", "File: A.java", "- two", "+ 2", "+ 22", "-three", "-two more"));
        assertEquals("Wrong.", defect.wrong());
        assertEquals(new TestName("m", "a.BTest", "c"), defect.test());
        assertEquals("one\n 2\n 22\n", defect.damaged(root, "A.java"));
    }

    @Test
    void what_is_not_there_or_there_twice_is_not_replaced(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("A.java"), "one\ntwo\none\n");
        for (String line : List.of("one", "three", "on")) {
            var defect = SeededDefect.parse("name", List.of("Wrong.", "Test: m T", "File: A.java", "- " + line, "+ 1"));
            assertThrows(IllegalArgumentException.class, () -> defect.damaged(root, "A.java"), line);
        }
    }
}
