package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The event log of all accounts in both environments while it grows, for the operator of the installation.
///
/// Inside one account records appear in the order of their numbers, because whoever numbers them holds the account.
/// Between accounts nothing holds them: on a server with several writers a record can appear after one with a larger
/// number. Whoever reads on takes its [LogPlace] along, which knows the numbers that are still out.
public final class WholeLog {
    /// How long a number is waited for. The server ends every transaction within seconds, so one that has not come
    /// by then was taken back.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The order of the key; SQLite and PostgreSQL both walk it from `last` on.
    static final String AFTER =
            "SELECT " + StoredRecords.COLUMNS + ", account FROM record WHERE id > ? ORDER BY id LIMIT ?";

    static final String NEWEST = "SELECT " + StoredRecords.COLUMNS
            + ", account FROM record WHERE id > ? AND id <= ? AND environment = ? ORDER BY id DESC";
    private static final String LATE =
            "SELECT " + StoredRecords.COLUMNS + ", account FROM record WHERE id IN (%s) ORDER BY id";
    static final String NOBODYS = "SELECT " + StoredRecords.COLUMNS
            + " FROM record WHERE account IS NULL AND environment = ? AND request = ? AND " + RecordColumns.BY_REQUEST
            + " ORDER BY id DESC LIMIT 1";
    private static final String LAST = "SELECT COALESCE(MAX(id), 0) FROM record";
    private static final int LOOKED_BACK = LogPlace.MOST;
    private static final int SEARCHED = 2000;

    /// Some records, and where to go on.
    ///
    /// @param entries in the order in which they were found: late ones first
    /// @param full    whether there may be more already
    public record News(List<LoggedRecord> entries, LogPlace place, boolean full) {}

    private final NumberedLog log;
    private final InstantSource clock;

    public WholeLog(NumberedLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /// The end of the log at present. Records that are being written at this moment come after it.
    public LogPlace end() {
        Instant now = clock.instant();
        return log.readAll("following the log", session -> {
            long back = Math.max(0, session.number(LAST) - LOOKED_BACK);
            List<Long> numbers = session.all("SELECT id FROM record WHERE id > ? ORDER BY id", Row::number, back);
            return LogPlace.after(back).with(List.of(), numbers, now, Instant.MIN);
        });
    }

    /// What has come after a place: late records, and the `count` next ones.
    public News after(LogPlace place, int count) {
        Instant now = clock.instant();
        return log.readAll("following the log", session -> {
            List<LoggedRecord> late = late(session, place);
            List<LoggedRecord> fresh = session.all(AFTER, WholeLog::entry, place.last(), count);
            var next = place.with(numbers(late), numbers(fresh), now, now.minus(PATIENCE));
            return new News(Stream.concat(late.stream(), fresh.stream()).toList(), next, fresh.size() == count);
        });
    }

    private static List<LoggedRecord> late(Session session, LogPlace place) throws SQLException {
        if (place.missing().isEmpty()) return List.of();
        var numbers = new ArrayList<Object>(place.missing().keySet());
        // Statements are kept prepared, so there must be few of them: the last number is asked for again and again.
        int marks = Integer.highestOneBit(2 * numbers.size() - 1);
        numbers.addAll(Collections.nCopies(marks - numbers.size(), numbers.getLast()));
        String late = LATE.formatted(String.join(", ", Collections.nCopies(marks, "?")));
        return session.all(late, WholeLog::entry, numbers.toArray());
    }

    private static List<Long> numbers(List<LoggedRecord> entries) {
        return entries.stream().map(entry -> entry.record().id()).toList();
    }

    /// The newest `count` records up to a place that fit, newest first. Only the newest 2000 of all are looked at, so
    /// that a page of live records costs little however long the log is.
    public List<LoggedRecord> newest(LogPlace place, Environment environment, RecordFilter filter, int count) {
        List<LoggedRecord> found = log.readAll(
                "looking for records",
                session -> session.all(NEWEST, WholeLog::entry, place.last() - SEARCHED, place.last(), environment));
        return found.stream()
                .filter(entry -> filter.admits(entry.record()))
                .filter(entry -> !place.missing().containsKey(entry.record().id()))
                .limit(count)
                .toList();
    }

    /// The newest record of that request, if the request belonged to no account. Only operators may see such
    /// records.
    public Optional<EventRecord> nobodys(Environment environment, String requestId) {
        return log.readAll(
                "looking for records",
                session -> session.first(NOBODYS, StoredRecords::read, environment, IdColumn.write(requestId)));
    }

    static LoggedRecord entry(Row row) throws SQLException {
        var record = StoredRecords.read(row);
        return new LoggedRecord(
                row.maybeNumber().stream().mapToObj(AccountId::new).findFirst(), record);
    }
}
