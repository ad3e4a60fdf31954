package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private static final List<Optional<Integer>> THREE = List.of(Optional.of(1), Optional.of(2), Optional.of(3));

    private final List<Integer> done = new ArrayList<>();

    private void failingAt(int which, RuntimeException failure) {
        OneByOne.each(THREE, "testing", one -> {
            if (one == which) throw failure;
            done.add(one);
        });
    }

    @Test
    void a_row_that_says_what_cannot_be_keeps_no_other_from_its_turn() {
        var damaged = new StoreUnavailable("testing", new SQLDataException("no such environment"));
        assertSame(damaged, assertThrows(StoreUnavailable.class, () -> failingAt(1, damaged)));
        assertEquals(List.of(2, 3), done);
    }

    @Test
    void what_cannot_be_read_keeps_no_other_from_its_turn() {
        assertThrows(
                StoreDamaged.class,
                () -> OneByOne.each(List.of(Optional.<Integer>empty(), Optional.of(2)), "testing", done::add));
        assertEquals(List.of(2), done);
    }

    @Test
    void nobody_else_waits_for_a_database_that_does_not_answer() {
        var silent = new StoreUnavailable("testing", new SQLException("no answer"));
        assertSame(silent, assertThrows(StoreUnavailable.class, () -> failingAt(2, silent)));
        assertEquals(List.of(1), done);
    }
}
