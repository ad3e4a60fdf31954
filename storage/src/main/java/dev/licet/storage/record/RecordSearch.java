package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.record.RecordTimes.Span;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    private static final String GROUP = " GROUP BY 1, 2, 3, 4";
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

    private final NumberedLog log;

    public RecordSearch(NumberedLog log) {
        this.log = log;
    }

    /// The newest `count` records that fit, that come before the one with the number `before` (any other
    /// number for all), newest first.
    public List<EventRecord> find(
            AccountId account, Environment environment, RecordFilter filter, long before, int count) {
        var whose = new AccountEnvironment(account, environment);
        return log.read("looking for records", whose, session -> {
            Span span = span(session, whose, filter);
            var sql = new StringBuilder(walked(BEFORE, filter));
            var narrowed = new ArrayList<Object>();
            narrow(sql, narrowed, filter, session);
            sql.append(order(filter));
            return pages(filter, before, count, last -> {
                List<Object> range =
                        List.of(account, environment, span.first(), span.end(), last, account, environment);
                Object[] wanted = joined(range, narrowed, count);
                return session.all(sql + " DESC LIMIT ?", StoredRecords::read, wanted);
            });
        });
    }

    /// The first `count` records that fit, that come after the one with the number `after` (any other number
    /// for all), oldest first.
    public List<EventRecord> onward(
            AccountId account, Environment environment, RecordFilter filter, long after, int count) {
        var whose = new AccountEnvironment(account, environment);
        return log.read("looking for records", whose, session -> {
            Span span = span(session, whose, filter);
            var sql = new StringBuilder(walked(ONWARD, filter));
            var narrowed = new ArrayList<Object>();
            narrow(sql, narrowed, filter, session);
            sql.append(order(filter));
            return pages(filter, after, count, last -> {
                var own = session.first(RecordPlaces.OF_NUMBER, Row::number, last, account, environment);
                long first = Math.max(span.first(), own.orElse(-1L) + 1);
                Object[] wanted = joined(List.of(account, environment, first, span.end()), narrowed, count);
                return session.all(sql + " LIMIT ?", StoredRecords::read, wanted);
            });
        });
    }

    /// What has a tree is walked in it. The sign keeps the database from walking the places instead, which would
    /// pass all records of the account where few fit.
    static String walked(String sql, RecordFilter filter) {
        return filter.hasTree() ? sql.replace(" AND ordinal", " AND +ordinal") : sql;
    }

    /// Numbers are in the order of places.
    static String order(RecordFilter filter) {
        return filter.hasTree() ? " ORDER BY id" : " ORDER BY ordinal";
    }

    private static Object[] joined(List<Object> range, List<Object> narrowed, int count) {
        return Stream.of(range, narrowed, List.<Object>of(count))
                .flatMap(List::stream)
                .toArray();
    }

    /// As many records as one question has room for, from the one with a number on.
    private interface Page {
        List<EventRecord> after(long number) throws SQLException;
    }

    /// Kids stand in a column one after the other, so that bytes that are found there may be the end of one and the
    /// beginning of the next.
    private static List<EventRecord> pages(RecordFilter filter, long start, int count, Page page) throws SQLException {
        var found = new ArrayList<EventRecord>();
        long last = start;
        List<EventRecord> some;
        do {
            some = page.after(last);
            some.stream().filter(filter::admitsKids).forEach(found::add);
            if (!some.isEmpty()) last = some.getLast().id();
        } while (some.size() == count && found.size() < count);
        return found.stream().limit(count).toList();
    }

    /// The places that a walk has to look at: a stretch of time is looked up, so that a walk need not pass what is
    /// older or younger.
    private static Span span(Session session, AccountEnvironment whose, RecordFilter filter) throws SQLException {
        if (filter.from().isEmpty() && filter.to().isEmpty()) return new Span(0, Long.MAX_VALUE);
        Instant from = filter.from().orElse(Instant.MIN);
        Instant to = filter.to().orElse(Instant.MAX);
        return RecordTimes.of(session, whose, from, to);
    }

    private static void narrow(StringBuilder sql, List<Object> parameters, RecordFilter filter, Session session) {
        var names = filter.names();
        narrow(sql, parameters, " AND cookie = ?", names.cookie());
        narrow(sql, parameters, " AND " + session.holds("kids"), names.kid().map(KeyId::bytes));
        narrow(sql, parameters, " AND token = ?", names.token());
        narrow(sql, parameters, " AND device = ?", names.device().map(IdColumn::write));
        narrow(sql, parameters, " AND content = ?", names.content());
        narrow(sql, parameters, filter.sort());
        narrow(sql, parameters, " AND at >= ?", filter.from());
        narrow(sql, parameters, " AND at < ?", filter.to());
    }

    private static void narrow(StringBuilder sql, List<Object> parameters, RecordFilter.Sort sort) {
        narrow(sql, parameters, " AND code <> 0 AND code = ?", sort.code().filter(code -> code != 0));
        narrow(sql, parameters, " AND code = ?", sort.code().filter(code -> code == 0));
        narrow(sql, parameters, " AND drm = ?", sort.drm().map(Optional::of).map(RecordWords::number));
        narrow(sql, parameters, " AND kind = ?", sort.kind().map(RecordWords::number));
        sort.refused().ifPresent(refused -> sql.append(refused ? " AND code <> 0" : " AND code = 0"));
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
        var counted = account.isEmpty()
                ? log.readAll(
                        "counting records",
                        session -> session.all(OF_ALL, reader, since, environment, since, width, since))
                : log.read(
                        "counting records",
                        new AccountEnvironment(account.get(), environment),
                        session -> session.all(OF_ONE, reader, since, account.get(), environment, width, since));
        return TakenBack.without(counted.stream().sorted(ORDER).toList());
    }

    private static Counted read(Row row, Duration stretch) throws SQLException {
        var count = new Count(
                Instant.EPOCH.plus(stretch.multipliedBy(row.number())),
                RecordWords.drm(row.small()),
                RecordWords.kind(row.small()),
                row.small(),
                row.number());
        return new Counted(count, row.number());
    }

    /// What was counted.
    ///
    /// @param takenBack how many of them took a license back
    record Counted(Count count, long takenBack) {}

    /// By time, then by words.
    private static final Comparator<Counted> ORDER = Comparator.comparing(
            Counted::count,
            Comparator.comparing(Count::from)
                    .thenComparing(count -> count.drm().map(Drm::path).orElse(""))
                    .thenComparing(count -> count.kind().name())
                    .thenComparingInt(Count::code));
}
