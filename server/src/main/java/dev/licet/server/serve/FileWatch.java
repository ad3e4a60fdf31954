package dev.licet.server.serve;

import dev.licet.domain.Repeating;
import dev.licet.storage.Database;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Checks every second whether the files of an embedded database are still the ones that were opened. When
/// they are not, reading and writing stop, because later charges would be lost with the old files.
final class FileWatch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(FileWatch.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Database database;
    private final CompletableFuture<String> loss = new CompletableFuture<>();
    private final Repeating timer;

    FileWatch(Database database) {
        this.database = database;
        this.timer = new Repeating("licet-files").atOnceAndEvery(PAUSE, this::look);
    }

    private void look() {
        if (loss.isDone()) return;
        database.loss().ifPresent(this::end);
    }

    private void end(String what) {
        database.forsake(what);
        LOGGER.log(Level.ERROR, what + " while it was in use; nothing is served any more");
        loss.complete(what);
    }

    /// Completed with what happened, in the words of a log line, when the files are lost.
    CompletableFuture<String> loss() {
        return loss;
    }

    /// Checks once more, before the database is closed.
    @Override
    public void close() {
        timer.close();
        look();
    }
}
