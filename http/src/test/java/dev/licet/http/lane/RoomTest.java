package dev.licet.http.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoomTest {
    private final Room single = room(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        goOn.countDown();
        callers.close();
    }

    private static Room room(int places) {
        return new Room(new Lane.Size(places, 8, Duration.ofMinutes(1)));
    }

    private static Asker asker(String party) {
        return new Asker(party, () -> false, () -> false);
    }

    /// Takes a place until all are told to go on.
    private void occupy(Room room, String party) throws InterruptedException {
        callers.submit(() -> room.take(asker(party), this::occupation));
        begun.acquire();
    }

    private String occupation() throws InterruptedException {
        begun.release();
        goOn.await();
        return "";
    }

    /// Work that waits when this returns, or was turned away.
    private Future<Turn<String>> waiting(Room room, Asker asker, String what) {
        int before = room.waiting();
        Future<Turn<String>> turn = callers.submit(() -> room.take(asker, () -> {
            done.add(what);
            return what;
        }));
        while (room.waiting() == before && !turn.isDone()) Thread.onSpinWait();
        return turn;
    }

    private Future<Turn<String>> waiting(String party, String what) {
        return waiting(single, asker(party), what);
    }

    @Test
    void work_is_done_on_a_thread_that_may_wait() {
        assertEquals(new Turn.Done<>(true), single.take(asker("a"), () -> Thread.currentThread()
                .isVirtual()));
    }

    @Test
    void parties_get_places_in_turn() throws Exception {
        occupy(single, "a");
        var turns = new ArrayList<Future<Turn<String>>>();
        for (String what : List.of("a1", "a2", "a3", "b1", "b2", "c1")) turns.add(waiting(what.substring(0, 1), what));
        goOn.countDown();
        for (var turn : turns) turn.get();
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "a3"), done);
    }

    @Test
    void one_party_leaves_a_place_for_another() throws Exception {
        Room four = room(4);
        for (int i = 0; i < 3; i++) occupy(four, "greedy");
        var greedy = waiting(four, asker("greedy"), "too much");
        assertEquals(new Turn.Done<>("m"), four.take(asker("modest"), () -> "m"));
        assertEquals(List.of(), done);
        goOn.countDown();
        assertEquals(new Turn.Done<>("too much"), greedy.get());
    }

    @Test
    void who_has_left_is_passed_over() throws Exception {
        occupy(single, "a");
        var left = new AtomicBoolean();
        var leaving = waiting(single, new Asker("a", left::get, () -> false), "for nobody");
        var staying = waiting("a", "for somebody");
        left.set(true);
        goOn.countDown();
        assertInstanceOf(Turn.Left.class, leaving.get());
        staying.get();
        assertEquals(List.of("for somebody"), done);
    }

    @Test
    void who_seems_to_have_left_comes_after_those_who_are_there() throws Exception {
        occupy(single, "a");
        var silent = waiting(single, new Asker("a", () -> false, () -> true), "perhaps for nobody");
        var staying = waiting("a", "for somebody");
        goOn.countDown();
        staying.get();
        assertEquals(new Turn.Done<>("perhaps for nobody"), silent.get());
        assertEquals(List.of("for somebody", "perhaps for nobody"), done);
    }

    @Test
    void who_seems_to_have_left_takes_no_room_from_others() throws Exception {
        occupy(single, "a");
        var silent = new AtomicBoolean();
        for (int i = 0; i < 8; i++) waiting(single, new Asker("party " + i, () -> false, silent::get), "for nobody");
        silent.set(true);
        var next = waiting("next", "for somebody");
        goOn.countDown();
        assertInstanceOf(Turn.Done.class, next.get());
        assertEquals(List.of("for somebody"), done);
    }

    @Test
    void when_too_many_wait_the_next_is_told_so_at_once() throws Exception {
        occupy(single, "a");
        for (int i = 0; i < 8; i++) waiting("party " + i, "work " + i);
        assertInstanceOf(Turn.Full.class, waiting("one more", "too much").get());
    }

    @Test
    void who_has_waited_long_enough_is_turned_away_and_never_worked_for() throws Exception {
        var impatient = new Room(new Lane.Size(1, 8, Duration.ofMillis(1)));
        // A room this impatient may turn the first one away as well, while its thread is begun.
        callers.submit(() -> {
            while (impatient.take(asker("first"), this::occupation) instanceof Turn.Full) Thread.onSpinWait();
            return "";
        });
        begun.acquire();
        assertInstanceOf(Turn.Full.class, impatient.take(asker("late"), () -> done.add("late")));
        goOn.countDown();
        while (impatient.waiting() > 0) Thread.onSpinWait();
        assertEquals(List.of(), done);
    }

    @Test
    void what_the_work_throws_is_thrown_to_whoever_asked_and_the_place_is_there_again() {
        var checked = new IOException();
        assertSame(
                checked,
                assertThrows(
                        IOException.class,
                        () -> single.take(asker("a"), () -> {
                            throw checked;
                        })));
        assertThrows(
                StackOverflowError.class,
                () -> single.take(asker("a"), () -> {
                    throw new StackOverflowError();
                }));
        assertEquals(new Turn.Done<>(1), single.take(asker("b"), () -> 1));
    }
}
