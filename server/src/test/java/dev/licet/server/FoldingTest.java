package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Names, hosts, header names and the like are folded by `Ascii`: Java's own folding makes one name of two.
class FoldingTest {
    private static final Pattern FOLDS =
            Pattern.compile("(?<!\\bname\\(\\))\\.to(?:Lower|Upper)Case\\(|equalsIgnoreCase|CASE_INSENSITIVE");
    /// What is folded there is ours, or an ending of an address that a simulated player only guesses by:
    /// constants, and a word that the store wrote itself. The header names of an upstream are ASCII before they
    /// are compared.
    private static final Map<String, Integer> OURS = Map.of(
            "BadField.java", 1,
            "ContentKeyAnswer.java", 1,
            "FileFault.java", 1,
            "WorkbenchPages.java", 1,
            "Movement.java", 1,
            "Key.java", 1,
            "Maker.java", 1,
            "ManPage.java", 1,
            "TokenUrl.java", 1,
            "RelayUpstream.java", 1);

    @Test
    void nothing_from_outside_is_folded_by_all_of_unicode() throws IOException {
        var found = new TreeMap<String, Integer>();
        for (String module :
                List.of("crypto", "domain", "drm", "keys", "storage", "http", "dashboard", "device", "server")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    int count = (int)
                            FOLDS.matcher(Files.readString(file)).results().count();
                    if (count > 0) found.put(file.getFileName().toString(), count);
                }
            }
        }
        assertEquals(new TreeMap<>(OURS), found);
    }
}
