package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.storage.testing.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redemptions of tokens that have expired are found by walking an index, however many there are.
final class SqliteHousekeepingPlanTest {
    @TempDir
    Path directory;

    @Test
    void housekeeping_walks_an_index() throws SQLException {
        assertEquals(
                "SEARCH redemption USING PRIMARY KEY (expires<?)",
                QueryPlan.of(directory, Housekeeping.DROP_REDEMPTIONS).getLast());
    }

    @Test
    void playback_sessions_that_are_over_are_found_by_an_index_too() throws SQLException {
        assertEquals(
                "SEARCH playback_session USING COVERING INDEX playback_session_end (ends<?)",
                QueryPlan.of(directory, Housekeeping.DROP_SESSIONS).getLast());
    }
}
