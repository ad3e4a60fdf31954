package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.testing.QueryPlan;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever asks for a page waits for a page: a statement with a limit walks an index from the right place, and neither
/// sorts a table nor goes through all of it. The statements are read from the compiled classes, so that a new one is
/// looked at, too.
final class SqlitePagesPlanTest {
    /// What is put together when it is needed has signs for that.
    private static final Predicate<String> PAGED = Pattern.compile(
                    "(SELECT|DELETE) [^\\x01%]*\\bLIMIT (\\?|\\d+)[^\\x01%]*")
            .asMatchPredicate();

    /// These rows are as many as the page, because their last time was looked for before.
    private static final String OF_TIMES = "AND at >= ? AND at < ? ORDER BY at, id LIMIT ?";

    @TempDir
    Path directory;

    private Map<String, List<String>> plans = Map.of();

    @BeforeEach
    void ask() throws Exception {
        plans = new HashMap<>(QueryPlan.of(directory, paged()));
    }

    private static TreeSet<String> paged() throws Exception {
        var found = new TreeSet<String>();
        var classes = Path.of(Database.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(SqlitePagesPlanTest::isClass)::iterator) {
                found.addAll(literals(file));
                found.addAll(fields(classes.relativize(file)));
            }
        }
        return found;
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
    }

    private static List<String> literals(Path file) throws IOException {
        var constants = ClassFile.of().parse(file).constantPool();
        return StreamSupport.stream(constants.spliterator(), false)
                .filter(StringEntry.class::isInstance)
                .map(constant -> ((StringEntry) constant).stringValue())
                .filter(PAGED)
                .toList();
    }

    /// Some are put together from what other classes say.
    private static List<String> fields(Path file) throws ReflectiveOperationException {
        String name = file.toString().replace(".class", "").replace('/', '.');
        var found = new TreeSet<String>();
        for (Field field : Class.forName(name).getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) continue;
            field.setAccessible(true);
            found.add((String) field.get(null));
        }
        return found.stream().filter(PAGED).toList();
    }

    @Test
    void no_page_is_cut_from_a_sort() {
        assertTrue(plans.size() > 25, plans.toString());
        plans.keySet().removeIf(sql -> sql.endsWith(OF_TIMES));
        plans.values().removeIf(steps -> steps.stream().noneMatch(step -> step.contains("TEMP B-TREE")));
        assertEquals(Map.of(), plans);
    }

    /// There are as many of no account as strangers have sent.
    @Test
    void no_page_is_looked_for_among_all_records_of_nobody() {
        plans.values().removeIf(steps -> steps.stream().noneMatch(step -> step.endsWith("_record_1 (account=?)")));
        assertEquals(Map.of(), plans);
    }
}
