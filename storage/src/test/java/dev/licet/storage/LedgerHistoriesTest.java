package dev.licet.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// In the embedded database.
final class LedgerHistoriesTest extends LedgerHistoriesContract {
    private static final Path MEMORY = Path.of("/dev/shm");

    LedgerHistoriesTest() {
        super(Product.SQLITE, 60);
    }

    @Override
    void empty(Visit visit) throws Exception {
        Path directory = directory();
        try {
            visit.to(new Place.Embedded(directory));
        } finally {
            delete(directory);
        }
    }

    /// Nothing here is about the disk, which is tried elsewhere.
    private static Path directory() throws IOException {
        return Files.isDirectory(MEMORY)
                ? Files.createTempDirectory(MEMORY, "licet-histories")
                : Files.createTempDirectory("licet-histories");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
    }
}
