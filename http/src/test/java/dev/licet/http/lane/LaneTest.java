package dev.licet.http.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Lane lane = new Lane("test", new Lane.Size(1, 8, LONGEST_WAIT), Priority.LAST);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch occupied = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        goOn.countDown();
        lane.close();
        callers.close();
    }

    private static Asker asker(String party) {
        return new Asker(party, () -> false, () -> false);
    }

    /// The only thread has something to do until it is told to go on.
    private void occupy() throws InterruptedException {
        callers.submit(() -> lane.take(asker("first"), this::occupation));
        occupied.await();
    }

    private String occupation() throws InterruptedException {
        occupied.countDown();
        goOn.await();
        return "";
    }

    /// Work that waits in the queue when this returns.
    private Future<Turn<String>> waiting(Asker asker, String what) {
        int before = lane.waiting();
        Future<Turn<String>> turn = callers.submit(() -> lane.take(asker, () -> {
            done.add(what);
            return what;
        }));
        while (lane.waiting() == before && !turn.isDone()) Thread.onSpinWait();
        return turn;
    }

    private Future<Turn<String>> waiting(String party, String what) {
        return waiting(asker(party), what);
    }

    private static boolean isFull(Future<Turn<String>> turn) throws Exception {
        return turn.get() instanceof Turn.Full<String>;
    }

    @Test
    void work_is_done_on_a_platform_thread_of_the_lane() {
        var thread = lane.take(asker("a"), Thread::currentThread);
        if (!(thread instanceof Turn.Done<Thread>(Thread worker))) throw new AssertionError(thread);
        assertFalse(worker.isVirtual());
        assertEquals("licet-test-1", worker.getName());
    }

    @Test
    void when_the_queue_is_full_the_next_is_told_so_at_once() throws Exception {
        occupy();
        var turns = new ArrayList<Future<Turn<String>>>();
        for (int i = 0; i < 8; i++) turns.add(waiting("party " + i, "work " + i));
        assertTrue(isFull(waiting("one more", "too much")));
        goOn.countDown();
        for (var turn : turns) assertInstanceOf(Turn.Done.class, turn.get());
        assertEquals(8, done.size());
    }

    @Test
    void one_party_leaves_room_for_another() throws Exception {
        occupy();
        for (int i = 0; i < 6; i++) waiting("greedy", "g" + i);
        assertTrue(isFull(waiting("greedy", "too much")));
        var modest = waiting("modest", "m");
        goOn.countDown();
        assertInstanceOf(Turn.Done.class, modest.get());
    }

    @Test
    void parties_are_served_in_turn() throws Exception {
        occupy();
        var turns = new ArrayList<Future<Turn<String>>>();
        for (String what : List.of("a1", "a2", "a3", "b1", "b2", "c1")) turns.add(waiting(what.substring(0, 1), what));
        goOn.countDown();
        for (var turn : turns) turn.get();
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "a3"), done);
    }

    @Test
    void who_has_left_is_not_computed_for() throws Exception {
        occupy();
        var left = new AtomicBoolean();
        var leaving = waiting(new Asker("a", left::get, () -> false), "for nobody");
        var staying = waiting("b", "for somebody");
        left.set(true);
        goOn.countDown();
        assertInstanceOf(Turn.Left.class, leaving.get());
        staying.get();
        assertEquals(List.of("for somebody"), done);
    }

    @Test
    void who_seems_to_have_left_is_computed_for() throws Exception {
        occupy();
        var turn = waiting(new Asker("a", () -> false, () -> true), "for somebody");
        goOn.countDown();
        assertInstanceOf(Turn.Done.class, turn.get());
    }

    @Test
    void who_seems_to_have_left_comes_after_those_who_are_there() throws Exception {
        occupy();
        var silent = waiting(new Asker("a", () -> false, () -> true), "perhaps for nobody");
        var staying = waiting("a", "for somebody");
        goOn.countDown();
        staying.get();
        silent.get();
        assertEquals(List.of("for somebody", "perhaps for nobody"), done);
    }

    @Test
    void who_seems_to_have_left_makes_room_for_others() throws Exception {
        occupy();
        var silent = new AtomicBoolean();
        for (int i = 0; i < 8; i++) waiting(new Asker("party " + i, () -> false, silent::get), "for nobody");
        silent.set(true);
        var next = waiting("next", "for somebody");
        goOn.countDown();
        assertInstanceOf(Turn.Done.class, next.get());
        assertEquals(List.of("for somebody"), done);
    }

    @Test
    void whoever_is_interrupted_has_left() throws Exception {
        occupy();
        var told = new AtomicReference<Turn<Boolean>>();
        var leaving = Thread.ofVirtual().start(() -> told.set(lane.take(asker("a"), () -> done.add("for nobody"))));
        while (lane.waiting() == 0) Thread.onSpinWait();
        leaving.interrupt();
        leaving.join();
        assertInstanceOf(Turn.Left.class, told.get());
        var next = waiting("b", "for somebody");
        goOn.countDown();
        next.get();
        assertEquals(List.of("for somebody"), done);
    }

    @Test
    void what_waits_too_long_is_turned_away_and_never_done() throws Exception {
        try (var impatient = new Lane("impatient", new Lane.Size(1, 8, Duration.ofMillis(1)), Priority.LAST)) {
            // A lane this impatient may turn the first one away as well, while its thread wakes up.
            callers.submit(() -> {
                while (impatient.take(asker("first"), this::occupation) instanceof Turn.Full) Thread.onSpinWait();
                return "";
            });
            occupied.await();
            assertInstanceOf(Turn.Full.class, impatient.take(asker("late"), () -> done.add("late")));
            goOn.countDown();
            while (impatient.waiting() > 0) Thread.onSpinWait();
            assertEquals(List.of(), done);
        }
    }

    @Test
    void what_was_begun_in_time_is_waited_for_until_it_is_done() {
        var longest = Duration.ofMillis(1);
        try (var impatient = new Lane("impatient", new Lane.Size(1, 8, longest), Priority.LAST)) {
            Turn<String> turn;
            // A lane this impatient may turn it away, while its thread wakes up.
            do turn = impatient.take(asker("a"), () -> sleptFor(longest.multipliedBy(20)));
            while (turn instanceof Turn.Full);
            assertEquals(new Turn.Done<>("slept"), turn);
        }
    }

    private static String sleptFor(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        return "slept";
    }

    @Test
    void a_lane_rests_as_long_as_it_should_after_it_worked() {
        var beginnings = new ArrayList<Long>();
        try (var restful = new Lane("restful", new Lane.Size(1, 8, LONGEST_WAIT, 3), Priority.LAST)) {
            for (int i = 0; i < 2; i++) {
                restful.take(asker("a"), () -> {
                    beginnings.add(System.nanoTime());
                    Thread.sleep(20);
                    return "";
                });
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        long between = beginnings.get(1) - beginnings.get(0);
        assertTrue(between >= Duration.ofMillis(79).toNanos(), between + " ns");
    }

    @Test
    void what_the_work_throws_is_thrown_to_whoever_asked_and_the_lane_goes_on() {
        var checked = new IOException();
        assertSame(
                checked,
                assertThrows(
                        IOException.class,
                        () -> lane.take(asker("a"), () -> {
                            throw checked;
                        })));
        assertThrows(
                IllegalStateException.class,
                () -> lane.take(asker("a"), () -> {
                    throw new IllegalStateException();
                }));
        assertThrows(
                StackOverflowError.class,
                () -> lane.take(asker("a"), () -> {
                    throw new StackOverflowError();
                }));
        assertInstanceOf(Turn.Done.class, lane.take(asker("a"), () -> 1));
    }

    @Test
    void a_lane_that_is_closed_takes_nothing_and_keeps_nobody() throws Exception {
        occupy();
        var late = waiting("a", "late");
        lane.close();
        assertTrue(isFull(late));
        assertInstanceOf(Turn.Full.class, lane.take(asker("b"), () -> 1));
        assertEquals(List.of(), done);
    }

    private static final int NICENESS = 19;
    private static final int POLICY = 41;
    private static final int SCHED_BATCH = 3;

    /// A field of a thread's stat file (proc(5)), counted from one, of which the third follows the name in parentheses.
    private static int ofThisThread(int field) throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field - 3]);
    }

    @Test
    void its_threads_stand_back_for_others() throws Exception {
        assertEquals(new Turn.Done<>(19), lane.take(asker("a"), () -> ofThisThread(NICENESS)));
        try (var reading = new Lane("reading", new Lane.Size(1, 8, LONGEST_WAIT), Priority.READING)) {
            assertEquals(new Turn.Done<>(10), reading.take(asker("a"), () -> ofThisThread(NICENESS)));
        }
    }

    @Test
    void who_works_in_turn_takes_the_processor_from_nobody() throws Exception {
        try (var patient = new Lane("patient", new Lane.Size(1, 8, LONGEST_WAIT), Priority.IN_TURN)) {
            assertEquals(new Turn.Done<>(SCHED_BATCH), patient.take(asker("a"), () -> ofThisThread(POLICY)));
            assertEquals(new Turn.Done<>(0), patient.take(asker("a"), () -> ofThisThread(NICENESS)));
        }
    }
}
