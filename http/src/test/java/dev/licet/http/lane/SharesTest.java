package dev.licet.http.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
