package dev.licet.http.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    private static int all(Shares shares, String party) {
        int taken = 0;
        while (shares.take(party)) taken++;
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"512, 384", "256, 192", "8, 6", "4, 3", "2, 2", "1, 1"})
    void one_that_wants_everything_gets_three_quarters(int places, int share) {
        assertEquals(share, all(new Shares(places), "a"));
    }

    @ParameterizedTest
    @CsvSource({"512, 128", "8, 2", "4, 1"})
    void what_is_left_is_for_whoever_comes(int places, int left) {
        var shares = new Shares(places);
        all(shares, "a");
        for (int i = 0; i < left; i++) assertTrue(shares.take("b" + i));
        assertEquals(places, shares.inUse());
        assertFalse(shares.take("c"));
    }

    @Test
    void two_that_want_everything_are_equal_after_a_while() {
        var shares = new Shares(512);
        int a = all(shares, "a");
        int b = all(shares, "b");
        for (int turn = 0; turn < 1000; turn++) {
            if (a > 0) shares.giveBack("a");
            a--;
            while (shares.take("b")) b++;
            while (shares.take("a")) a++;
        }
        assertTrue(Math.abs(a - b) <= 4, a + " and " + b);
        assertTrue(shares.take("c"));
    }

    @Test
    void what_is_given_back_is_there_again() {
        var shares = new Shares(4);
        assertEquals(3, all(shares, "a"));
        shares.giveBack("a");
        assertTrue(shares.take("a"));
        for (int i = 0; i < 3; i++) shares.giveBack("a");
        assertEquals(0, shares.inUse());
        assertThrows(IllegalStateException.class, () -> shares.giveBack("a"));
    }

    @Test
    void who_waits_gets_the_place_that_is_given_back() throws Exception {
        var shares = new Shares(1);
        assertTrue(shares.take("a"));
        var waiting = new FutureTask<>(() -> shares.take("b", Duration.ofMinutes(10)));
        var thread = Thread.ofPlatform().start(waiting);
        while (thread.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
        shares.giveBack("a");
        assertTrue(waiting.get());
        assertEquals(1, shares.inUse());
    }

    @Test
    void who_has_waited_long_enough_gets_none() {
        var shares = new Shares(1);
        assertTrue(shares.take("a"));
        assertFalse(shares.take("b", Duration.ofMillis(5)));
        assertFalse(shares.take("b", Duration.ZERO));
        shares.giveBack("a");
        assertTrue(shares.take("b", Duration.ZERO));
    }

    @Test
    void who_is_told_to_stop_waits_no_longer() throws Exception {
        var shares = new Shares(1);
        assertTrue(shares.take("a"));
        var waiting = new FutureTask<>(() -> shares.take("b", Duration.ofMinutes(10)) || !Thread.interrupted());
        var thread = Thread.ofPlatform().start(waiting);
        thread.interrupt();
        assertFalse(waiting.get());
    }
}
