package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RefreshingCopyTest {
    private static final String KIND = "test";
    private static final Limits LIMITS = new Limits(2, 1, 1000, 512, Duration.ofMinutes(1));

    @TempDir
    Path directory;

    private volatile Instant now = Instant.parse("2026-11-29T09:00:00Z");
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Store store;
    private RefreshingCopy<String> copy;
    private volatile CountDownLatch loading = new CountDownLatch(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @BeforeEach
    void makeTable() throws SQLException {
        var file = new SqliteFile(directory.resolve("test.db"));
        try (var session = file.writer()) {
            session.execute("CREATE TABLE change (kind TEXT PRIMARY KEY, version INTEGER NOT NULL)");
            session.execute("CREATE TABLE entry (name TEXT NOT NULL)");
            session.execute("INSERT INTO entry (name) VALUES ('old')");
        }
        store = new Store(file, LIMITS, () -> now, new SecureRandom());
        copy = new RefreshingCopy<>(store, KIND, () -> now, this::load);
    }

    @AfterEach
    void close() {
        gate.countDown();
        callers.close();
        store.close();
    }

    private String load(Session session) throws SQLException {
        loading.countDown();
        try {
            assertTrue(gate.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return session.first("SELECT name FROM entry", Row::text).orElseThrow();
    }

    private void change() {
        store.write("changing", session -> {
            RefreshingCopy.changed(session, KIND);
            return session.change("UPDATE entry SET name = 'new'");
        });
    }

    /// One caller, who has begun to read again and does not go on before the gate opens.
    private Future<String> reader() throws InterruptedException {
        gate = new CountDownLatch(1);
        loading = new CountDownLatch(1);
        var reader = callers.submit(copy::current);
        assertTrue(loading.await(30, TimeUnit.SECONDS));
        return reader;
    }

    /// Ends once the thread waits or has its answer.
    private Optional<String> asked() throws Exception {
        var answer = new CompletableFuture<String>();
        var thread = Thread.ofVirtual().start(() -> answer.complete(copy.current()));
        while (thread.getState() != Thread.State.WAITING && !answer.isDone()) Thread.sleep(1);
        if (!answer.isDone()) {
            gate.countDown();
            assertEquals("new", answer.get());
            return Optional.empty();
        }
        return Optional.of(answer.get());
    }

    @Test
    void who_comes_while_a_change_of_this_process_is_read_waits_for_it() throws Exception {
        change();
        copy.expire();
        var reader = reader();
        assertFalse(asked().isPresent(), "the old copy was used");
        assertEquals("new", reader.get());
    }

    @Test
    void who_comes_while_an_old_copy_is_read_again_waits_for_it() throws Exception {
        change();
        now = now.plus(Duration.ofHours(1));
        var reader = reader();
        assertFalse(asked().isPresent(), "the copy of an hour ago was used");
        assertEquals("new", reader.get());
    }

    @Test
    void who_comes_while_a_copy_of_a_second_ago_is_read_again_goes_on_with_it() throws Exception {
        change();
        now = now.plusSeconds(1);
        var reader = reader();
        assertEquals(Optional.of("old"), asked());
        gate.countDown();
        assertEquals("new", reader.get());
        assertEquals("new", copy.current());
    }
}
