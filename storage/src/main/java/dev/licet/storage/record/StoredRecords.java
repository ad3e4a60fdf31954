package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.RecordTail;
import dev.licet.domain.record.Records;
import dev.licet.domain.record.Tally;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the event log. Every statement names account and environment, so no account sees the records of
/// another.
public final class StoredRecords implements Records, RecordTail {
    /// What [#read] reads.
    static final String COLUMNS = "id, kind, at, environment, drm, request, code, reason, token, cookie,"
            + " content, kids, device, charged, redemption_window, facts";
    static final String SELECT = "SELECT " + COLUMNS + " FROM record WHERE account = ? AND environment = ?";
    static final String LATEST = SELECT + " ORDER BY ordinal DESC LIMIT ?";
    static final String WITH_COOKIE = SELECT + " AND cookie = ? ORDER BY id DESC LIMIT ?";
    private static final String BY_WINDOW = "SELECT redemption_window,"
            + " SUM(" + RecordColumns.licenses("") + ") AS licenses, SUM(charged) AS charged,"
            + " MAX(CASE WHEN charged > 0 THEN at END) AS opened FROM record"
            + " WHERE +account = ? AND environment = ? AND token = ? AND " + RecordColumns.BY_TOKEN
            + " AND " + RecordColumns.licenses("") + " <> 0 GROUP BY redemption_window";

    static final String TALLY = "SELECT COALESCE(SUM(licenses), 0),"
            + " COALESCE(MAX(CASE WHEN licenses > 0 THEN redemption_window END), 0), COALESCE(SUM(charged), 0),"
            + " MAX(CASE WHEN charged > 0 THEN opened END) FROM (" + BY_WINDOW + ") AS w";
    static final String WITH_ID = SELECT + " AND id = ?";
    static final String WINDOW = SELECT + " AND ordinal >= ? ORDER BY ordinal LIMIT ?";
    private static final String OF_SPAN = " AND ordinal >= ? AND ordinal < ? AND at >= ? AND at < ?";
    static final String BETWEEN = SELECT + OF_SPAN + " ORDER BY at, id LIMIT ?";
    static final String LAST_OF_FIRST = "SELECT MAX(w.at) FROM (SELECT at FROM record"
            + " WHERE account = ? AND environment = ?" + OF_SPAN + " ORDER BY ordinal LIMIT ?) AS w";

    private final NumberedLog log;

    public StoredRecords(NumberedLog log) {
        this.log = log;
    }

    @Override
    public List<EventRecord> latest(AccountId account, Environment environment, int count) {
        return all(LATEST, account, environment, count);
    }

    @Override
    public List<EventRecord> withCookie(AccountId account, Environment environment, String cookie, int count) {
        return all(WITH_COOKIE, account, environment, cookie, count);
    }

    @Override
    public Optional<EventRecord> withId(AccountId account, Environment environment, long id) {
        return all(WITH_ID, account, environment, id).stream().findFirst();
    }

    @Override
    public List<EventRecord> window(AccountId account, Environment environment, long start, int length) {
        return all(WINDOW, account, environment, start, length);
    }

    @Override
    public List<EventRecord> between(AccountId account, Environment environment, Instant from, Instant to, int count) {
        var whose = new AccountEnvironment(account, environment);
        return log.read("reading records", whose, session -> {
            var span = RecordTimes.of(session, whose, from, to);
            Object[] wanted = {account, environment, span.first(), span.end(), from, to, count};
            var last = session.first(LAST_OF_FIRST, Row::maybeTime, wanted).flatMap(time -> time);
            if (last.isEmpty()) return List.of();
            // None that comes later than these in the log is earlier in time beyond this end.
            Instant enough = last.get().plus(1, ChronoUnit.MICROS);
            wanted[3] = RecordTimes.of(session, whose, from, enough).end();
            return session.all(BETWEEN, StoredRecords::read, wanted);
        });
    }

    @Override
    public List<EventRecord> withRequest(AccountId account, Environment environment, String requestId, int count) {
        var whose = new AccountEnvironment(account, environment);
        return log.read(
                "reading records", whose, session -> new RecordsByName(session, whose, count).ofRequest(requestId));
    }

    @Override
    public List<EventRecord> withToken(AccountId account, Environment environment, TokenId token, int count) {
        var whose = new AccountEnvironment(account, environment);
        return log.read("reading records", whose, session -> new RecordsByName(session, whose, count).ofToken(token));
    }

    @Override
    public Tally tally(AccountId account, Environment environment, TokenId token) {
        var whose = new AccountEnvironment(account, environment);
        return log.read("counting redemptions", whose, session -> session.first(
                        TALLY,
                        row -> new Tally(row.small(), row.small(), row.small(), row.maybeTime()),
                        account,
                        environment,
                        token)
                .orElse(Tally.NONE));
    }

    @Override
    public List<EventRecord> after(AccountId account, Environment environment, long id, int count) {
        return log.read("reading records", new AccountEnvironment(account, environment), session -> {
            long place = new RecordPlaces(session, account, environment).after(id);
            return session.all(WINDOW, StoredRecords::read, account, environment, place, count);
        });
    }

    /// The parameters begin with the account and the environment.
    private List<EventRecord> all(String sql, AccountId account, Environment environment, Object... more) {
        Object[] parameters =
                Stream.concat(Stream.of(account, environment), Stream.of(more)).toArray();
        return log.read(
                "reading records",
                new AccountEnvironment(account, environment),
                session -> session.all(sql, StoredRecords::read, parameters));
    }

    static EventRecord read(Row row) throws SQLException {
        return new EventRecord(
                row.number(),
                RecordWords.kind(row.small()),
                row.time(),
                row.environment(),
                RecordWords.drm(row.small()),
                IdColumn.read(row.bytes()),
                row.small(),
                row.text(),
                row.maybeHex(),
                row.maybeText(),
                row.maybeText(),
                row.maybeBytes().map(IdColumn::kids).orElse(List.of()),
                row.maybeBytes().map(IdColumn::read),
                row.small(),
                row.small(),
                FactsColumn.read(row.text()));
    }
}
