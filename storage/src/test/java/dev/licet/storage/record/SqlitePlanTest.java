package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.testing.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The event log grows without end: each question to it must be answered by walking an index from the right
/// place, never by scanning or sorting.
final class SqlitePlanTest {
    @TempDir
    Path directory;

    private List<String> plan(String sql) throws SQLException {
        return QueryPlan.of(directory, sql);
    }

    @Test
    void every_question_to_the_log_walks_an_index() throws SQLException {
        String placed = "SEARCH record USING INDEX sqlite_autoindex_record_1 (account=? AND environment=?";
        assertEquals(List.of(placed + ")"), plan(StoredRecords.LATEST));
        assertEquals(List.of(placed + " AND ordinal>?)"), plan(StoredRecords.WINDOW));
        assertEquals(
                List.of("SEARCH record USING INDEX record_cookie (account=? AND environment=? AND cookie=?)"),
                plan(StoredRecords.WITH_COOKIE));
        assertEquals(
                List.of("SEARCH record USING INDEX record_request (account=? AND environment=? AND request=?)"),
                plan(StoredRecords.WITH_REQUEST));
        String ofToken = "SEARCH record USING INDEX record_token (account=? AND environment=? AND token=?)";
        assertEquals(List.of(ofToken), plan(StoredRecords.WITH_TOKEN));
        assertTrue(
                plan(StoredRecords.TALLY).contains(ofToken),
                plan(StoredRecords.TALLY).toString());
        assertEquals(
                List.of("SEARCH record USING INDEX record_time (account=? AND environment=? AND at>? AND at<?)"),
                plan(StoredRecords.BETWEEN));
        assertEquals(List.of("SEARCH record USING INTEGER PRIMARY KEY (rowid=?)"), plan(StoredRecords.WITH_ID));
        assertEquals(List.of("SEARCH record USING INTEGER PRIMARY KEY (rowid=?)"), plan(RecordPlaces.OF_NUMBER));
        assertEquals(
                List.of(placed.replace("INDEX", "COVERING INDEX") + " AND ordinal=?)"), plan(RecordPlaces.NUMBER_AT));
    }

    @Test
    void the_dashboards_questions_walk_an_index_too() throws SQLException {
        String placed = "SEARCH record USING INDEX sqlite_autoindex_record_1 (account=? AND environment=? AND ordinal";
        assertEquals(
                placed + ">? AND ordinal<?)",
                plan(RecordSearch.ONWARD + " ORDER BY ordinal LIMIT 1").getFirst());
        String since = "SEARCH record USING INDEX record_time (account=? AND environment=? AND at";
        assertEquals(List.of(since + ">?)"), plan(RecordSearch.FIRST_SINCE));
        assertEquals(List.of(since + "<?)"), plan(RecordSearch.LAST_BEFORE));
        assertEquals(
                placed + "<?)",
                plan(RecordSearch.BEFORE + " ORDER BY ordinal DESC LIMIT 1").getFirst());
        assertEquals(
                "SEARCH record USING INTEGER PRIMARY KEY (rowid>?)",
                plan(WholeLog.AFTER).getFirst());
        assertEquals(
                "SEARCH record USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
                plan(WholeLog.NEWEST).getFirst());
        assertEquals(
                "SEARCH record USING INDEX record_request (account=? AND environment=? AND request=?)",
                plan(WholeLog.NOBODYS).getFirst());
        String timed = "USING INDEX record_time (account=? AND environment=? AND at>?)";
        assertEquals("SEARCH r " + timed, plan(RecordSearch.OF_ONE).getFirst());
        assertTrue(
                plan(RecordSearch.OF_ALL).contains("SEARCH r " + timed),
                plan(RecordSearch.OF_ALL).toString());
    }
}
