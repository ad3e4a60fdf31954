package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.storage.sql.Connections;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that an earlier version filled gives the answers of that version, at once and after it has gone on.
/// What it was led through is [UpgradeStory].
abstract class UpgradeContract extends DatabaseContract {
    /// Connections to the place.
    abstract Connections connections();

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

    private static void assertLines(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "line " + i);
        }
        assertEquals(expected.size(), found.size());
    }
}
