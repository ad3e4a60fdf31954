package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.StoreUnavailable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StoreTest {
    /// Two lanes, so that there is a writer apart from them.
    private static final Limits LIMITS = new Limits(2, 2, 100, 10, Duration.ofMinutes(1));

    private static final int WRITERS = 3;

    @TempDir
    Path directory;

    private Store open() throws SQLException {
        var file = new SqliteFile(directory.resolve("test.db"));
        try (var session = file.writer()) {
            session.execute("CREATE TABLE IF NOT EXISTS entry (name TEXT)");
        }
        return new Store(file, LIMITS, Instant::now, new SecureRandom());
    }

    private static List<Thread> writers(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("licet-writer") && !before.contains(thread))
                .sorted(Comparator.comparing(Thread::threadId))
                .toList();
    }

    @Test
    void a_store_that_has_lost_a_writer_of_any_kind_is_not_whole() throws Exception {
        for (int lost = 0; lost < WRITERS; lost++) {
            var before = Thread.getAllStackTraces().keySet();
            try (var store = open()) {
                var writers = writers(before);
                assertEquals(WRITERS, writers.size());
                assertTrue(store.isWhole());
                writers.get(lost).interrupt();
                writers.get(lost).join();
                assertFalse(store.isWhole(), "writer " + lost);
            }
        }
    }

    @Test
    void a_request_finds_a_place_to_look_through_it_or_is_refused_at_once() throws Exception {
        try (var store = open();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var inside = new CountDownLatch(Limits.HASTY_SURVEYS);
            var gate = new CountDownLatch(1);
            for (int i = 0; i < Limits.HASTY_SURVEYS; i++)
                callers.submit(() -> store.surveyInTime("testing", session -> {
                    inside.countDown();
                    await(gate);
                    return 1;
                }));
            inside.await();
            assertThrows(StoreUnavailable.class, () -> store.surveyInTime("testing", session -> 1));
            boolean patient = store.survey("testing", session -> true);
            assertTrue(patient);
            gate.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_is_written_apart_is_part_of_the_load() throws Exception {
        try (var store = open()) {
            store.writeApart("testing", session -> session.change("INSERT INTO entry (name) VALUES ('a')"));
            assertEquals(1, store.load().units());
        }
    }
}
