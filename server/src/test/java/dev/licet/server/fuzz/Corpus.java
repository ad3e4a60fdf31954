package dev.licet.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Messages to begin with, as files of `src/test/corpus`, a folder for each target. What a fuzzer found is kept there
// too.
final class Corpus {
    private static final Path FOLDER = Path.of("src/test/corpus").toAbsolutePath();

    private Corpus() {}

    static Path folder(String target) {
        return FOLDER.resolve(target);
    }

    static List<byte[]> of(String target) {
        try (var files = Files.list(folder(target))) {
            var messages = new ArrayList<byte[]>();
            for (Path file : files.sorted().toList()) messages.add(Files.readAllBytes(file));
            return messages;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
