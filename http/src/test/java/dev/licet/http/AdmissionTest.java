package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private static final int MOST = 100;
    private static final int FEW = 8;
    private static final int RISE = 1;

    private long now;
    private final Admission admission = new Admission(MOST, FEW, () -> now);

    private final ArrayDeque<String> inside = new ArrayDeque<>();
    private int parties;

    private Optional<Trouble> take(String party) {
        return admission.take(new Wanted(party, 1));
    }

    private void giveBack(String party) {
        admission.giveBack(new Wanted(party, 1));
    }

    /// Takes places until there is none, each for somebody else.
    private int fill() {
        int taken = 0;
        while (take("party " + parties).isEmpty()) {
            inside.add("party " + parties++);
            taken++;
        }
        return taken;
    }

    private void giveBack(int count) {
        for (int i = 0; i < count; i++) giveBack(inside.remove());
    }

    private int fill(String party) {
        int taken = 0;
        while (take(party).isEmpty()) taken++;
        return taken;
    }

    private void step(Duration... waits) {
        for (Duration wait : waits) admission.started(wait.toNanos());
        now += Admission.STEP.toNanos();
    }

    @Test
    void there_are_so_many_places_and_no_more() {
        assertEquals(MOST, fill());
        assertTrue(admission.isFull());
        assertEquals(Optional.of(Trouble.BUSY), take("late"));
        giveBack(1);
        assertFalse(admission.isFull());
        assertEquals(1, fill());
    }

    @Test
    void they_become_fewer_while_even_the_luckiest_waits_and_never_fewer_than_few() {
        assertEquals(MOST, fill());
        step(Admission.LONGEST_DELAY.multipliedBy(2), Admission.LONGEST_DELAY.multipliedBy(9));
        assertEquals(Optional.of(Trouble.BUSY), take("late"));
        giveBack(MOST);
        assertEquals(75, fill());
        for (int i = 0; i < 20; i++) step(Admission.LONGEST_DELAY.multipliedBy(2));
        giveBack(75);
        assertEquals(FEW, fill());
    }

    @Test
    void one_that_did_not_wait_shows_that_there_is_no_standing_queue() {
        assertEquals(MOST, fill());
        step(Duration.ofSeconds(1), Admission.LONGEST_DELAY, Duration.ofSeconds(1));
        giveBack(MOST);
        assertEquals(MOST, fill());
    }

    @Test
    void they_become_more_again_step_by_step() {
        assertEquals(MOST, fill());
        step(Duration.ofSeconds(1));
        assertEquals(Optional.of(Trouble.BUSY), take("late"));
        giveBack(MOST);
        assertEquals(75, fill());
        step(Duration.ZERO);
        assertEquals(RISE, fill());
        now += 2 * Admission.STEP.toNanos();
        assertEquals(2 * RISE, fill());
        now += 1000 * Admission.STEP.toNanos();
        assertEquals(MOST - 75 - 3 * RISE, fill());
    }

    @Test
    void few_are_never_turned_away() {
        for (int i = 0; i < 20; i++) step(Duration.ofSeconds(1));
        assertTrue(fill() >= FEW);
    }

    @Test
    void each_processor_has_room_for_64_licenses_however_late_it_is() {
        var late = new Admission(4096, Room.fewOf(1), () -> now);
        var license = new Wanted("account", 8);
        for (int i = 0; i < 100; i++) {
            late.started(Duration.ofSeconds(1).toNanos());
            now += Admission.STEP.toNanos();
        }
        for (int i = 0; i < 64; i++) assertEquals(Optional.empty(), late.take(license), "license " + i);
        assertEquals(Optional.of(Trouble.BUSY), late.take(license));
    }

    @Test
    void one_party_that_wants_everything_leaves_a_quarter_to_others() {
        assertEquals(75, fill("greedy"));
        assertEquals(Optional.of(Trouble.SHARE), take("greedy"));
        for (int i = 0; i < 25; i++) assertEquals(Optional.empty(), take("modest"), "request " + i);
        assertEquals(Optional.of(Trouble.BUSY), take("one more"));
    }

    @Test
    void while_there_are_too_few_for_all_each_has_as_many_as_the_others() {
        assertEquals(75, fill("greedy"));
        for (int i = 0; i < 20; i++) step(Duration.ofSeconds(1));
        assertTrue(take("greedy").isPresent());
        int fair = fill("modest");
        assertTrue(fair >= FEW / 2, "so many: " + fair);
        assertEquals(Optional.of(Trouble.SHARE), take("modest"));
        assertEquals(Optional.of(Trouble.SHARE), take("greedy"));
        assertTrue(fill("third") >= FEW / 3);
    }

    @Test
    void strangers_are_one_party_and_are_told_that_it_is_busy() {
        assertEquals(75, fill(""));
        assertEquals(Optional.of(Trouble.BUSY), take(""));
        assertEquals(Optional.empty(), take("account"));
    }

    @Test
    void a_place_that_is_given_back_is_there_for_its_party() {
        assertEquals(75, fill("greedy"));
        giveBack("greedy");
        assertEquals(1, fill("greedy"));
    }

    @Test
    void what_costs_more_takes_more_places() {
        for (int i = 0; i < 12; i++) assertEquals(Optional.empty(), admission.take(new Wanted("party " + i, 8)));
        assertEquals(Optional.empty(), take("small"), "96 of 100");
        assertEquals(Optional.empty(), admission.take(new Wanted("last", 8)), "the last one may take a few more");
        assertEquals(Optional.of(Trouble.BUSY), take("late"));
        admission.giveBack(new Wanted("last", 8));
        parties = 12;
        assertEquals(3, fill());
    }
}
