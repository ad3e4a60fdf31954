package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.Shapes.Kind;
import dev.licet.server.Shapes.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The house rules that can be counted: short methods, few parameters, small files. What breaks them is counted, and
/// the counts may only fall: whoever mends some lowers the bound.
class ShapesTest {
    private static final List<String> MODULES =
            List.of("crypto", "domain", "drm", "keys", "storage", "device", "http", "dashboard", "server");
    private static final int LONGEST = 18;
    private static final int MOST_PARAMETERS = 4;

    private static final int MOST_LONG = 28;
    private static final int MOST_WIDE_METHODS = 6;
    private static final int MOST_WIDE_CONSTRUCTORS = 58;
    private static final int MOST_WIDE_RECORDS = 121;

    private static List<Path> files;
    private static List<Shape> all;

    @BeforeAll
    static void measure() throws IOException {
        files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> tree = Files.walk(Path.of("..", module, "src/main/java"))) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        all = Shapes.of(files);
    }

    /// Fewer than the bound are no fault but of the bound: whoever mends some writes down how many are left.
    private static void counted(int bound, ToIntFunction<Shape> size, Predicate<Shape> breaks) {
        List<String> found = all.stream()
                .filter(breaks)
                .sorted(Comparator.comparingInt(size).reversed())
                .map(shape -> size.applyAsInt(shape) + " " + shape.place())
                .toList();
        assertEquals(bound, found.size(), () -> "the bound, and how many break the rule:\n" + String.join("\n", found));
    }

    private static Predicate<Shape> wide(Kind kind) {
        return shape -> shape.kind() == kind && shape.parameters() > MOST_PARAMETERS;
    }

    @Test
    void methods_have_at_most_eighteen_lines() {
        counted(MOST_LONG, Shape::lines, shape -> shape.lines() > LONGEST);
    }

    @Test
    void methods_have_at_most_four_parameters() {
        counted(MOST_WIDE_METHODS, Shape::parameters, wide(Kind.METHOD));
    }

    @Test
    void constructors_that_wire_are_few() {
        counted(MOST_WIDE_CONSTRUCTORS, Shape::parameters, wide(Kind.CONSTRUCTOR));
    }

    @Test
    void records_of_more_than_four_components_are_few() {
        counted(MOST_WIDE_RECORDS, Shape::parameters, wide(Kind.RECORD));
    }

    private static int part(IntStream sizes, int hundredths) {
        int[] sorted = sizes.sorted().toArray();
        return sorted[sorted.length * hundredths / 100];
    }

    @Test
    void most_methods_are_very_short() {
        assertTrue(part(sizes(), 50) <= 5, "median");
        assertTrue(part(sizes(), 90) <= 12, "nine of ten");
    }

    private static IntStream sizes() {
        return all.stream().mapToInt(Shape::lines).filter(lines -> lines > 0);
    }

    @Test
    void most_files_are_small() {
        assertTrue(part(lengths(), 50) <= 55, "median");
        assertTrue(part(lengths(), 90) <= 140, "nine of ten");
    }

    private static IntStream lengths() {
        return files.stream().mapToInt(ShapesTest::length);
    }

    private static int length(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void shapes_are_measured_as_they_are_written(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Sample.java");
        Files.writeString(file, """
                record Sample(int a, int b, int c, int d, int e) {
                    static final int NONE = 0;

                    Sample(int only) {
                        this(only, 0, 0, 0, 0);
                    }

                    @Deprecated
                    @Override
                    public String toString() {
                        return "";
                    }

                    interface Port {
                        void call(int one);
                    }
                }
                """);
        assertEquals(
                List.of(
                        new Shape(Kind.RECORD, "Sample.java:1 Sample", 0, 5),
                        new Shape(Kind.CONSTRUCTOR, "Sample.java:4 <init>", 3, 1),
                        new Shape(Kind.METHOD, "Sample.java:8 toString", 3, 0),
                        new Shape(Kind.METHOD, "Sample.java:15 call", 0, 1)),
                Shapes.of(List.of(file)));
    }
}
