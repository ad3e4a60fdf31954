package dev.licet.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process that brings the embedded database up to date is killed.
final class SqliteUpgradeCrashTest extends UpgradeCrashContract {
    private Path folder = Path.of("");
    private int rounds;

    @Override
    void nextPlace() throws IOException {
        folder = Files.createDirectory(directory.resolve("round-" + rounds++));
    }

    @Override
    Place place() {
        return new Place.Embedded(folder);
    }
}
