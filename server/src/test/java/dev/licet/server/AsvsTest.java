package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What docs/asvs.md names as a proof is there.
class AsvsTest {
    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|Contract))`");

    @Test
    void every_test_that_the_map_names_exists() throws IOException {
        Set<String> named = PROOF.matcher(Files.readString(Path.of("../docs/asvs.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 80, named.size() + " tests");
        named.removeAll(there());
        assertEquals(Set.of(), named);
    }

    private static Set<String> there() throws IOException {
        var there = new TreeSet<String>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                            .forEach(there::add);
                }
            }
        }
        return there;
    }
}
