package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that an earlier version filled gives the answers of that version, at once and after it has gone on.
/// What it was led through is [UpgradeStory].
abstract class UpgradeContract extends DatabaseContract {
    /// Before the database is opened: the rows are there.
    @BeforeEach
    @Override
    void openEmpty() {
        OldDatabase.fill(connections(), clock);
        super.openEmpty();
    }

    @Test
    void a_database_of_an_earlier_version_answers_and_goes_on_as_it_would_have() {
        clock.advance(Duration.between(clock.instant(), UpgradeStory.END));
        var story = new UpgradeStory(database, clock);
        assertLines(OldDatabase.lines("answers-before.txt"), story.answers());
        assertLines(OldDatabase.lines("deeds.txt"), story.goOn());
        assertLines(OldDatabase.lines("answers-after.txt"), story.answers());
    }

    @Test
    void old_rows_are_sealed_and_no_new_row_passes_for_an_old_one() throws Exception {
        long sealed = 0;
        for (long some = 1; some > 0; sealed += some) some = database.books().seal(() -> true);
        assertTrue(sealed > 500, "sealed " + sealed);
        assertEquals(List.of(), database.verification().findings());

        tamper("UPDATE record SET cookie = 'another' WHERE cookie = 'cookie-3'");
        tamper("UPDATE movement SET reason = 'another' WHERE reason = 'paid'");
        var found =
                database.verification().findings().stream().map(Finding::where).collect(Collectors.joining("\n"));
        assertTrue(found.contains("table record, account 500001/P: the rows at places "), found);
        assertTrue(found.contains("table movement, account 500001/P: the rows at places "), found);
    }

    @Test
    void rows_are_taken_for_old_ones_once() throws Exception {
        while (database.books().seal(() -> true) > 0) Thread.onSpinWait();
        tamper("DELETE FROM book_opening");
        tamper("DELETE FROM book_seal");
        try (var again = openAgain()) {
            var rules =
                    again.verification().findings().stream().map(Finding::rule).collect(Collectors.toSet());
            assertEquals(Set.of(Rule.ROWS_ARE_AS_WRITTEN, Rule.BOOKS_ARE_SEALED), rules);
        }
    }

    /// Somebody who can write to the tables.
    abstract void tamper(String sql) throws Exception;

    private static void assertLines(List<String> expected, List<String> found) {
        // The earlier version told the number of a license's record, too.
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i).replaceFirst("recordId=[0-9]+, ", ""), found.get(i), "line " + i);
        }
        assertEquals(expected.size(), found.size());
    }
}
