package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.testing.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
                plan(RecordsByName.WITH_REQUEST));
        String ofToken = "SEARCH record USING INDEX record_token (token=?)";
        assertEquals(List.of(ofToken), plan(RecordsByName.WITH_TOKEN));
        assertTrue(
                plan(StoredRecords.TALLY).contains(ofToken),
                plan(StoredRecords.TALLY).toString());
        assertEquals(
                placed + " AND ordinal>? AND ordinal<?)",
                plan(StoredRecords.BETWEEN).getFirst());
        String nearby = placed + " AND ordinal>? AND ordinal<?)";
        for (String sql : List.of(RecordsByName.NEARBY_REQUEST, RecordsByName.NEARBY_TOKEN))
            assertEquals(List.of(nearby), plan(sql));
        assertTrue(plan(StoredRecords.LAST_OF_FIRST).contains(placed + " AND ordinal>? AND ordinal<?)"));
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
        assertEquals(
                placed + ">? AND ordinal<?)",
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
    }

    /// Where few of many records fit, too.
    @Test
    void filters_by_cookie_or_code_walk_their_trees_and_sort_nothing() throws SQLException {
        var any = RecordFilter.Names.ANY;
        var names = new RecordFilter.Names(Optional.of("x"), any.kid(), any.token(), any.device(), any.content());
        var cookie = new RecordFilter(names, RecordFilter.Sort.ANY, Optional.empty(), Optional.empty());
        var sort = new RecordFilter.Sort(Optional.of(-2019), Optional.empty(), Optional.empty(), Optional.empty());
        var code = new RecordFilter(any, sort, Optional.empty(), Optional.empty());
        String tree = "SEARCH record USING INDEX record_";
        for (String sql : List.of(RecordSearch.ONWARD, RecordSearch.BEFORE)) {
            var byCookie = plan(RecordSearch.walked(sql, cookie) + " AND cookie = ?" + RecordSearch.order(cookie));
            assertEquals(tree + "cookie (account=? AND environment=? AND cookie=?)", byCookie.getFirst());
            var byCode =
                    plan(RecordSearch.walked(sql, code) + " AND code <> 0 AND code = ?" + RecordSearch.order(code));
            assertEquals(tree + "code (account=? AND environment=? AND code=?)", byCode.getFirst());
            for (var plan : List.of(byCookie, byCode))
                assertTrue(plan.stream().noneMatch(step -> step.contains("TEMP")), plan.toString());
        }
    }

    /// Binary searches among the places of each account, then a walk from the place that was found.
    @Test
    void questions_by_time_search_among_places() throws SQLException {
        String placed = " USING INDEX sqlite_autoindex_record_1 (account=? AND environment=? AND ordinal";
        String onward = "SEARCH r" + placed + ">?)";
        for (String sql : List.of(RecordSearch.OF_ONE, RecordSearch.OF_ALL, UsageReport.SINCE))
            contains(plan(sql), onward);
        String within = onward.replace(">?)", ">? AND ordinal<?)");
        for (String sql : List.of(UsageReport.OF_ONE, UsageReport.OF_ALL)) contains(plan(sql), within);
        for (String sql : List.of(RecordTimes.ONES, RecordSearch.OF_ALL, UsageReport.OF_ALL)) {
            contains(plan(sql), "SEARCH m" + placed + "=?) LEFT-JOIN");
            assertTrue(
                    plan(sql).stream().noneMatch(step -> step.matches("SCAN (m|r|record)\\b.*")),
                    plan(sql).toString());
        }
    }

    private static void contains(List<String> plan, String step) {
        assertTrue(plan.contains(step), plan.toString());
    }
}
