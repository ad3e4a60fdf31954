package dev.licet.server.serve;

import dev.licet.storage.Database;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Checks every second whether the files of an embedded database are still the ones that were opened. When
/// they are not, reading and writing stop, because later charges would be lost with the old files.
final class FileWatch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(FileWatch.class.getName());
    private static final long SECONDS = 1;

    private final Database database;
    private final CompletableFuture<String> loss = new CompletableFuture<>();
    private final ScheduledExecutorService timer;

    FileWatch(Database database) {
        this.database = database;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("licet-files").factory());
        timer.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
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
