package dev.licet.server.command;

import dev.licet.server.config.Config;
import dev.licet.server.first.FirstStart;
import dev.licet.storage.Database;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sees to it that nothing begins anew where a database was lost. Without this, a supervisor that starts a
/// service again would turn a lost installation into an empty one that looks healthy: no accounts, no charges,
/// no records.
///
/// An embedded database was lost when a running service found its files gone and left a note, or when the
/// directory holds what a first start makes and no database.
record LostDatabase(Config config) {
    private static final String NOTE = "licet.lost";
    private static final String FILES = "licet.db*";
    private static final List<String> TRACES = List.of("licet.db-wal", "licet.db-shm", FirstStart.FACTORY);

    private Path data() {
        return config.data();
    }

    private Path note() {
        return data().resolve(NOTE);
    }

    /// Leaves a note of what happened, as far as that can be done.
    void leaveNote(String loss) {
        try {
            Files.writeString(note(), loss + "\n");
        } catch (IOException unwritable) {
            System.getLogger(LostDatabase.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot write " + note() + ": " + unwritable.getMessage());
        }
    }

    /// Throws a [Complaint] that says what to do where a database was lost.
    void refuse() {
        if (config.server().isPresent()) return;
        what().ifPresent(words -> {
            throw Complaint.noData(words + ". Put a backup in its place (licet restore --from FILE --data " + data()
                    + "), or remove " + remains() + " to go on with what is there");
        });
    }

    private Optional<String> what() {
        if (Files.exists(note())) {
            return Optional.of(
                    "the database in " + data().toAbsolutePath() + " was lost while a service ran: " + said());
        }
        boolean traces = TRACES.stream().anyMatch(trace -> Files.exists(data().resolve(trace)));
        if (!traces || Database.isThere(config.place(), Duration.ZERO)) return Optional.empty();
        return Optional.of("there was a database in " + data().toAbsolutePath() + ", and it is gone");
    }

    private String said() {
        try {
            return Files.readString(note()).strip();
        } catch (IOException unreadable) {
            return "see " + note();
        }
    }

    private String remains() {
        if (Files.exists(note())) return note().toString();
        return TRACES.stream()
                .map(data()::resolve)
                .filter(Files::exists)
                .map(Path::toString)
                .reduce((one, other) -> one + " and " + other)
                .orElseThrow();
    }

    /// Moves the remaining files of a lost database into the folder `lost`, so that a backup can take their
    /// place.
    void makeWay() {
        if (config.server().isPresent() || what().isEmpty()) return;
        Path lost = data().resolve("lost");
        try {
            Files.createDirectories(lost);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(data(), FILES)) {
                for (Path file : files) Files.move(file, lost.resolve(file.getFileName()));
            }
            Files.deleteIfExists(note());
        } catch (IOException failure) {
            throw Complaint.failed(
                    "cannot move what is left of the database into " + lost + ": " + failure.getMessage());
        }
    }
}
