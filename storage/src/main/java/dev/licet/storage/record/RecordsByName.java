package dev.licet.storage.record;

import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.record.RecordTimes.Span;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Records by the ids of requests and tokens. Most of these ids begin with the time, and the record is near the
/// place of that time; the others are in a tree.
final class RecordsByName {
    static final String WITH_REQUEST =
            StoredRecords.SELECT + " AND request = ? AND " + RecordColumns.BY_REQUEST + " ORDER BY id DESC LIMIT ?";
    /// With a sign before the account, so that no database goes through all places of the account instead.
    static final String WITH_TOKEN = StoredRecords.SELECT.replace("account =", "+account =") + " AND token = ? AND "
            + RecordColumns.BY_TOKEN + " ORDER BY id DESC LIMIT ?";
    private static final String NEARBY = StoredRecords.SELECT + " AND ordinal >= ? AND ordinal < ? AND ";
    static final String NEARBY_REQUEST = NEARBY + "request = ? ORDER BY ordinal DESC LIMIT ?";
    static final String NEARBY_TOKEN = NEARBY + "token = ? ORDER BY ordinal DESC LIMIT ?";

    private final Session session;
    private final AccountEnvironment whose;
    private final int count;

    /// @param count the most that are told, the newest
    RecordsByName(Session session, AccountEnvironment whose, int count) {
        this.session = session;
        this.whose = whose;
        this.count = count;
    }

    List<EventRecord> ofRequest(String id) throws SQLException {
        byte[] request = IdColumn.write(id);
        return newest(inTree(WITH_REQUEST, request), nearby(NEARBY_REQUEST, request, id));
    }

    List<EventRecord> ofToken(TokenId token) throws SQLException {
        return newest(inTree(WITH_TOKEN, token), nearby(NEARBY_TOKEN, token, token.hex()));
    }

    private List<EventRecord> inTree(String sql, Object id) throws SQLException {
        return session.all(sql, StoredRecords::read, whose.account(), whose.environment(), id, count);
    }

    private List<EventRecord> nearby(String sql, Object id, String text) throws SQLException {
        Optional<Instant> time = IdColumn.time(text);
        if (time.isEmpty()) return List.of();
        Instant from = time.get().minus(IdColumn.NEAR);
        Instant to = time.get().plus(IdColumn.NEAR).plusMillis(1);
        Span span = RecordTimes.of(session, whose, from, to);
        return session.all(
                sql, StoredRecords::read, whose.account(), whose.environment(), span.first(), span.end(), id, count);
    }

    /// Of records that may be in both lists.
    private List<EventRecord> newest(List<EventRecord> some, List<EventRecord> others) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparingLong(EventRecord::id).reversed())
                .limit(count)
                .toList();
    }
}
