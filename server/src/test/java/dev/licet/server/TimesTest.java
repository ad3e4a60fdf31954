package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Times from outside are read by `TimeText`: Java's own readers take a second 60, or an hour 24.
class TimesTest {
    private static final Pattern READS =
            Pattern.compile("(?:Instant|Date|DateTime|LocalTime|OffsetTime)\\s*(?:\\.|::)\\s*parse\\b|parseBest");

    @Test
    void times_are_read_at_one_place() throws IOException {
        var found = new TreeSet<String>();
        for (String module :
                List.of("crypto", "domain", "drm", "keys", "storage", "http", "dashboard", "device", "server")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    if (READS.matcher(Files.readString(file)).find())
                        found.add(file.getFileName().toString());
                }
            }
        }
        assertEquals(new TreeSet<>(List.of("TimeText.java")), found);
    }
}
