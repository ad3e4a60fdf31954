package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.record.RecordTimes.Span;
import dev.licet.storage.sql.Claim;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looking for records and counting them, for people. Every statement but the operator's counts names one account and
/// environment.
public final class RecordSearch {
    /// A record's place in its account and environment. Its number has the same order there; but a number that is
    /// none of the account's has no place, and the index is on places.
    private static final String PLACE =
            "(SELECT b.ordinal FROM record AS b WHERE b.id = ? AND b.account = ?" + " AND b.environment = ?)";
    static final String ONWARD = StoredRecords.SELECT + " AND ordinal >= ? AND ordinal < ?";
    static final String BEFORE = ONWARD + " AND ordinal < COALESCE(" + PLACE + ", " + Long.MAX_VALUE + ")";
    private static final long MICROS = 1_000_000;
    private static final String COUNT = " SELECT r.at / ?, r.drm, r.kind, r.code, COUNT(*)," + " COUNT(CASE WHEN "
            + RecordColumns.licenses("r.") + " < 0 THEN 1 END)";
    private static final String GROUP = " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4";
    static final String OF_ALL = RecordTimes.since(COUNT, "h.environment = ? AND h.latest >= ?") + GROUP;
    static final String OF_ONE = RecordTimes.since(COUNT, RecordTimes.ONE) + GROUP;

    /// How many records of one sort fell into one stretch of time. A license that was paid for and taken back, because
    /// nobody made it, is one that was denied, and none that was given.
    ///
    /// @param from  when the stretch began
    /// @param drm   of which system; empty for the key store
    /// @param kind  what happened
    /// @param code  0, or the code of the refusal
    /// @param count how many
    public record Count(Instant from, Optional<Drm> drm, Event.Kind kind, int code, long count) {}

    private final Store store;

    public RecordSearch(Store store) {
        this.store = store;
    }

    /// The newest `count` records that fit, that come before the one with the number `before` (any other
    /// number for all), newest first.
    public List<EventRecord> find(
            AccountId account, Environment environment, RecordFilter filter, long before, int count) {
        return store.read("looking for records", session -> {
            Span span = span(session, new Claim(account, environment), filter);
            var sql = new StringBuilder(BEFORE);
            var parameters = new ArrayList<Object>(
                    List.of(account, environment, span.first(), span.end(), before, account, environment));
            narrow(sql, parameters, filter);
            parameters.add(count);
            return session.all(sql + " ORDER BY ordinal DESC LIMIT ?", StoredRecords::read, parameters.toArray());
        });
    }

    /// The first `count` records that fit, that come after the one with the number `after` (any other number
    /// for all), oldest first.
    public List<EventRecord> onward(
            AccountId account, Environment environment, RecordFilter filter, long after, int count) {
        return store.read("looking for records", session -> {
            long first = session.first(RecordPlaces.OF_NUMBER, Row::number, after, account, environment)
                            .orElse(-1L)
                    + 1;
            Span span = span(session, new Claim(account, environment), filter);
            var sql = new StringBuilder(ONWARD);
            var parameters =
                    new ArrayList<Object>(List.of(account, environment, Math.max(first, span.first()), span.end()));
            narrow(sql, parameters, filter);
            parameters.add(count);
            return session.all(sql + " ORDER BY ordinal LIMIT ?", StoredRecords::read, parameters.toArray());
        });
    }

    /// The places that a walk has to look at: a stretch of time is looked up, so that a walk need not pass what is
    /// older or younger.
    private static Span span(Session session, Claim whose, RecordFilter filter) throws SQLException {
        if (filter.from().isEmpty() && filter.to().isEmpty()) return new Span(0, Long.MAX_VALUE);
        Instant from = filter.from().orElse(Instant.MIN);
        Instant to = filter.to().orElse(Instant.MAX);
        return RecordTimes.of(session, whose, from, to);
    }

    private static void narrow(StringBuilder sql, List<Object> parameters, RecordFilter filter) {
        narrow(sql, parameters, " AND cookie = ?", filter.cookie());
        narrow(sql, parameters, " AND kids LIKE ?", filter.kid().map(kid -> "%" + kid.hex() + "%"));
        narrow(sql, parameters, " AND code <> 0 AND code = ?", filter.code().filter(code -> code != 0));
        narrow(sql, parameters, " AND code = ?", filter.code().filter(code -> code == 0));
        narrow(sql, parameters, " AND drm = ?", filter.drm());
        narrow(sql, parameters, " AND kind = ?", filter.kind().map(Event.Kind::name));
        narrow(sql, parameters, " AND at >= ?", filter.from());
        narrow(sql, parameters, " AND at < ?", filter.to());
    }

    private static void narrow(StringBuilder sql, List<Object> parameters, String condition, Optional<?> value) {
        if (value.isEmpty()) return;
        sql.append(condition);
        parameters.add(value.get());
    }

    /// The oldest `count` records that come after the one with the number `after` (any other number for all), oldest
    /// first.
    public List<EventRecord> after(AccountId account, Environment environment, long after, int count) {
        return onward(account, environment, RecordFilter.ALL, after, count);
    }

    /// Counts by stretches of time since `from`, of one account or, when `account` is empty, of all together.
    ///
    /// @param stretch whole seconds; stretches begin at multiples of it since 1970
    public List<Count> counts(Optional<AccountId> account, Environment environment, Instant from, Duration stretch) {
        long width = stretch.toSeconds() * MICROS;
        Instant since = RecordTimes.clamped(from);
        Row.Reader<Counted> reader = row -> read(row, stretch);
        var counted = store.read(
                "counting records",
                session -> account.isEmpty()
                        ? session.all(OF_ALL, reader, since, environment, since, width, since)
                        : session.all(OF_ONE, reader, since, account.get(), environment, width, since));
        return TakenBack.without(counted);
    }

    private static Counted read(Row row, Duration stretch) throws SQLException {
        var count = new Count(
                Instant.EPOCH.plus(stretch.multipliedBy(row.number())),
                RecordColumns.drm(row.text()),
                Event.Kind.valueOf(row.text()),
                row.small(),
                row.number());
        return new Counted(count, row.number());
    }

    /// What was counted.
    ///
    /// @param takenBack how many of them took a license back
    record Counted(Count count, long takenBack) {}
}
