package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.StoreUnavailable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WriterTest {
    private static final Limits PATIENT = new Limits(2, 1, 1000, 512, Duration.ofMinutes(1));

    @TempDir
    Path directory;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Writer> writers = new ArrayList<>();
    private SqliteFile file;

    @BeforeEach
    void makeTable() throws SQLException {
        file = new SqliteFile(directory.resolve("test.db"));
        try (var session = file.writer()) {
            session.execute("CREATE TABLE entry (name TEXT PRIMARY KEY, rank INTEGER CHECK (rank >= 0))");
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        writers.forEach(Writer::close);
        callers.close();
        file.close();
    }

    private Writer writer(Limits limits) {
        var writer = new Writer(file, limits, new CommitMarks(file, limits, Instant::now, new SecureRandom()));
        writers.add(writer);
        return writer;
    }

    private static Unit<Integer> insert(String name) {
        return session -> session.change("INSERT INTO entry (name, rank) VALUES (?, 1)", name);
    }

    /// Occupies the writer until the gate opens, and returns when it is occupied.
    private Future<Integer> occupy(Writer writer) throws InterruptedException {
        var occupied = new CountDownLatch(1);
        var holder = callers.submit(() -> writer.write("holding", Optional.empty(), session -> {
            occupied.countDown();
            await(gate);
            return insert("holder").run(session);
        }));
        occupied.await();
        return holder;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<Integer> submit(Writer writer, Unit<Integer> unit) {
        return callers.submit(() -> writer.write("testing", Optional.empty(), unit));
    }

    private static void awaitWaiting(Writer writer, int count) throws InterruptedException {
        while (writer.waiting() < count) Thread.sleep(1);
    }

    private List<String> names() throws SQLException {
        try (var session = file.reader()) {
            return session.all("SELECT name FROM entry ORDER BY name", Row::text);
        }
    }

    @Test
    void two_hundred_callers_share_a_commit() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var calls = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 200; i++) calls.add(submit(writer, insert("n" + i)));
        awaitWaiting(writer, 200);

        gate.countDown();

        for (var call : calls) assertEquals(1, call.get());
        assertEquals(2, writer.commits());
        assertEquals(201, names().size());
    }

    @Test
    void a_batch_is_bounded() throws Exception {
        var writer = writer(new Limits(2, 1, 1000, 50, Duration.ofMinutes(1)));
        occupy(writer);
        var calls = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 200; i++) calls.add(submit(writer, insert("n" + i)));
        awaitWaiting(writer, 200);
        gate.countDown();
        for (var call : calls) call.get();
        assertEquals(1 + 200 / 50, writer.commits());
    }

    @Test
    void units_run_in_order_and_see_each_other() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        submit(writer, insert("first"));
        awaitWaiting(writer, 1);
        Unit<Integer> raise = session -> session.change("UPDATE entry SET rank = rank + 1 WHERE name = 'first'");
        var second = submit(writer, raise);
        awaitWaiting(writer, 2);
        gate.countDown();
        assertEquals(1, second.get());
    }

    @Test
    void a_broken_constraint_takes_out_its_whole_unit_and_nobody_elses() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var before = submit(writer, insert("before"));
        awaitWaiting(writer, 1);
        var bad = submit(writer, session -> {
            insert("half").run(session);
            return session.change("INSERT INTO entry (name, rank) VALUES ('bad', -1)");
        });
        awaitWaiting(writer, 2);
        var after = submit(writer, insert("after"));
        awaitWaiting(writer, 3);

        gate.countDown();

        assertEquals(1, before.get());
        assertEquals(1, after.get());
        assertInstanceOf(StoreUnavailable.class, failure(bad));
        assertEquals(List.of("after", "before", "holder"), names());
    }

    private static Throwable failure(Future<?> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    @Test
    void a_bug_in_a_unit_reaches_its_caller_and_nobody_else() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var bug = new IllegalStateException("a bug");
        var bad = submit(writer, session -> {
            insert("half").run(session);
            throw bug;
        });
        var good = submit(writer, insert("good"));
        awaitWaiting(writer, 2);

        gate.countDown();

        assertEquals(1, good.get());
        assertSame(bug, failure(bad));
        assertEquals(List.of("good", "holder"), names());
    }

    @Test
    void another_error_costs_the_connection_and_each_unit_is_tried_once_more() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var tries = new AtomicInteger();
        var recovers = submit(writer, session -> {
            insert("recovers").run(session);
            return tries.incrementAndGet() == 1 ? session.change("UPDATE nothing SET x = 1") : 7;
        });
        awaitWaiting(writer, 1);
        var broken = submit(writer, session -> {
            insert("broken").run(session);
            return session.change("UPDATE nothing SET x = 1");
        });
        var good = submit(writer, insert("good"));
        awaitWaiting(writer, 3);

        gate.countDown();

        assertEquals(7, recovers.get());
        assertEquals(2, tries.get());
        assertEquals(1, good.get());
        var unavailable = assertInstanceOf(StoreUnavailable.class, failure(broken));
        assertEquals("the database failed while testing", unavailable.getMessage());
        assertEquals(List.of("good", "holder", "recovers"), names());
    }

    @Test
    void nothing_of_a_lost_connection_is_applied_twice() throws Exception {
        var writer = writer(PATIENT);
        writer.write("testing", Optional.empty(), insert("counter"));
        occupy(writer);
        var tries = new AtomicInteger();
        Unit<Integer> raise = session -> session.change("UPDATE entry SET rank = rank + 1 WHERE name = 'counter'");
        for (int i = 0; i < 10; i++) submit(writer, raise);
        awaitWaiting(writer, 10);
        submit(writer, session -> tries.incrementAndGet() == 1 ? session.change("nonsense") : raise.run(session));
        awaitWaiting(writer, 11);
        gate.countDown();
        writer.close();
        try (var session = file.reader()) {
            assertEquals(12, session.number("SELECT rank FROM entry WHERE name = 'counter'"));
        }
    }

    /// SQLite's page limit stands in for the disk: the error is the same SQLITE_FULL (reference: security.md
    /// M6, F15).
    @Test
    void a_full_disk_loses_nothing_and_the_writer_goes_on_when_there_is_room_again() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var before = submit(writer, insert("before"));
        awaitWaiting(writer, 1);
        var filling = submit(writer, session -> {
            session.number("PRAGMA max_page_count = 1");
            return insert("x".repeat(100_000)).run(session);
        });
        awaitWaiting(writer, 2);
        var after = submit(writer, insert("after"));
        awaitWaiting(writer, 3);

        gate.countDown();

        assertEquals(1, before.get());
        assertEquals(1, after.get());
        assertInstanceOf(StoreUnavailable.class, failure(filling));
        assertEquals(1, writer.write("testing", Optional.empty(), insert("y".repeat(100_000))));
        assertEquals(List.of("after", "before", "holder", "y".repeat(100_000)), names());
    }

    @Test
    void a_full_queue_refuses_at_once() throws Exception {
        var writer = writer(new Limits(1, 1, 1, 1, Duration.ofMinutes(1)));
        occupy(writer);
        var waiting = submit(writer, insert("waiting"));
        awaitWaiting(writer, 1);

        assertThrows(StoreUnavailable.class, () -> writer.write("testing", Optional.empty(), insert("refused")));

        gate.countDown();
        assertEquals(1, waiting.get());
    }

    @Test
    void what_its_caller_gave_up_is_not_done() throws Exception {
        var writer = writer(new Limits(1, 1, 10, 10, Duration.ofMillis(20)));
        var holder = occupy(writer);

        assertThrows(StoreUnavailable.class, () -> writer.write("testing", Optional.empty(), insert("given up")));
        assertInstanceOf(StoreUnavailable.class, failure(holder));
        gate.countDown();
        writer.close();

        assertEquals(List.of("holder"), names());
    }

    @Test
    void each_caller_is_given_up_when_its_own_time_is_over() throws Exception {
        var writer = writer(new Limits(1, 1, 10, 10, Duration.ofMillis(300)));
        occupy(writer);
        var first = submit(writer, insert("first"));
        awaitWaiting(writer, 1);
        assertInstanceOf(StoreUnavailable.class, failure(first));
        var second = submit(writer, insert("second"));
        awaitWaiting(writer, 2);
        gate.countDown();
        assertEquals(1, second.get());
        assertEquals(List.of("holder", "second"), names());
    }

    @Test
    void who_writes_beside_others_shares_their_commits() throws Exception {
        var writer = writer(PATIENT);
        var calls = new ArrayList<Future<?>>();
        for (int caller = 0; caller < 20; caller++) {
            String name = "n" + caller + "-";
            calls.add(callers.submit(() -> {
                for (int i = 0; i < 50; i++) writer.write("testing", Optional.empty(), insert(name + i));
            }));
        }
        for (var call : calls) call.get();
        assertEquals(1000, names().size());
        assertTrue(writer.commits() < 500, writer.commits() + " commits");
    }

    @Test
    void closing_writes_what_waits_and_refuses_what_comes_later() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        for (int i = 0; i < 20; i++) submit(writer, insert("n" + i));
        awaitWaiting(writer, 20);
        gate.countDown();

        writer.close();

        assertEquals(21, names().size());
        assertThrows(StoreUnavailable.class, () -> writer.write("testing", Optional.empty(), insert("late")));
    }

    @Test
    void a_read_that_fails_does_not_poison_the_pool() {
        try (var readers = new Readers(file, new Limits(1, 1, 1, 1, Duration.ofMinutes(1)))) {
            assertThrows(
                    StoreUnavailable.class, () -> readers.read("testing", session -> session.number("SELECT nothing")));
            long entries = readers.read("testing", session -> session.number("SELECT COUNT(*) FROM entry"));
            assertEquals(0, entries);
            assertThrows(StoreUnavailable.class, () -> readers.read("testing", insert("by a reader")));
        }
    }

    @Test
    void every_connection_is_durable_and_strict() throws SQLException {
        for (var session : List.of(file.writer(), file.reader(), file.writer())) {
            try (session) {
                assertEquals(2, session.number("PRAGMA synchronous"));
                assertEquals(1, session.number("PRAGMA foreign_keys"));
                assertEquals(SqliteFile.BUSY_MILLIS, session.number("PRAGMA busy_timeout"));
                assertEquals(
                        "wal", session.first("PRAGMA journal_mode", Row::text).orElseThrow());
            }
        }
    }

    /// Counts how often it is carried out, and fails when it is told so.
    private static final class Names implements Deferred {
        private static final Insert INSERT = new Insert("entry (name, rank)", "");

        private final List<Object[]> rows = new ArrayList<>();

        void add(String name, int rank) {
            rows.add(new Object[] {name, rank});
        }

        @Override
        public void carryOut(Session session) throws SQLException {
            INSERT.rows(session, rows);
        }
    }

    private static Unit<Integer> deferred(String name, int rank) {
        return session -> {
            session.deferred(Names.class, _ -> new Names()).add(name, rank);
            return 1;
        };
    }

    @Test
    void what_units_put_off_is_done_together_before_the_commit() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var calls = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 199; i++) calls.add(submit(writer, deferred("n" + i, 1)));
        awaitWaiting(writer, 199);
        gate.countDown();
        for (var call : calls) assertEquals(1, call.get());
        assertEquals(2, writer.commits());
        assertEquals(200, names().size());
    }

    @Test
    void a_statement_sees_what_was_put_off_before_it_unless_it_runs_ahead() {
        var writer = writer(PATIENT);
        Unit<Long> count = session -> session.number("SELECT COUNT(*) FROM entry");
        assertEquals(List.of(0L, 1L), writer.write("testing", Optional.empty(), session -> {
            deferred("late", 1).run(session);
            return List.of(session.ahead(count), count.run(session));
        }));
    }

    @Test
    void a_unit_that_puts_off_what_cannot_be_done_fails_alone() throws Exception {
        var writer = writer(PATIENT);
        occupy(writer);
        var good = submit(writer, deferred("good", 1));
        var bad = submit(writer, deferred("bad", -1));
        var plain = submit(writer, insert("plain"));
        awaitWaiting(writer, 3);
        gate.countDown();
        assertEquals(1, good.get());
        assertEquals(1, plain.get());
        assertInstanceOf(
                StoreUnavailable.class,
                assertThrows(ExecutionException.class, bad::get).getCause());
        assertEquals(List.of("good", "holder", "plain"), names());
    }

    @Test
    void what_a_failed_unit_put_off_is_forgotten() throws Exception {
        var writer = writer(PATIENT);
        assertThrows(
                IllegalStateException.class,
                () -> writer.write("testing", Optional.empty(), session -> {
                    deferred("lost", 1).run(session);
                    throw new IllegalStateException("a bug");
                }));
        writer.write("testing", Optional.empty(), deferred("kept", 1));
        assertEquals(List.of("kept"), names());
    }
}
