package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.record.UsageSoFar.Counted;
import dev.licet.storage.record.UsageSoFar.Places;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What accounts used, by month: counted from the records that are there, and from what was noted of those that
/// were pruned.
public final class UsageReport {
    /// How many months one report may have.
    public static final int MOST_MONTHS = 120;

    private static final String SUMS = " SELECT r.account, r.environment, COUNT(CASE WHEN r."
            + RecordColumns.isKind(Event.Kind.ISSUED) + " THEN 1 END)," + " SUM("
            + RecordColumns.licenses("r.") + "), SUM(r.charged)";
    private static final String GROUP = " GROUP BY r.account, r.environment";
    private static final String LATE_ENOUGH = "h.latest >= ?";
    static final String OF_ALL = RecordTimes.between(SUMS, LATE_ENOUGH) + GROUP;
    static final String OF_ONE = RecordTimes.between(SUMS, LATE_ENOUGH + " AND h.account = ?") + GROUP;
    /// What has come since a place.
    static final String SINCE = SUMS + " FROM record AS r WHERE r.account = ? AND r.environment = ? AND r.ordinal >= ?"
            + " AND r.at >= ? AND r.at < ?" + GROUP;
    private static final String PRUNED =
            "SELECT account, environment, tokens, licenses, charges FROM usage_pruned WHERE month = ?";
    private static final String ADD =
            "INSERT INTO usage_pruned (account, environment, month, tokens, licenses, charges)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, environment, month) DO UPDATE SET"
                    + " tokens = usage_pruned.tokens + excluded.tokens, licenses = usage_pruned.licenses + excluded.licenses,"
                    + " charges = usage_pruned.charges + excluded.charges";
    private static final Comparator<UsageLine> ORDER = Comparator.comparing(UsageLine::month)
            .thenComparing(line -> line.account().value())
            .thenComparing(UsageLine::environment);

    private final NumberedLog log;
    private final UsageSoFar soFar;
    private final Survey survey;

    private interface Survey {
        <T> T ask(String doing, Unit<T> unit);
    }

    private record Whose(YearMonth month, AccountId account, Environment environment) {}

    /// For a command, which may wait for whoever has locked a table.
    public UsageReport(NumberedLog log) {
        this(log, new UsageSoFar(), log::survey);
    }

    private UsageReport(NumberedLog log, UsageSoFar soFar, Survey survey) {
        this.log = log;
        this.soFar = soFar;
        this.survey = survey;
    }

    /// The same for requests: see [NumberedLog#surveyInTime].
    public UsageReport inTime() {
        return new UsageReport(log, soFar, log::surveyInTime);
    }

    /// The months from `from` to `to`, both included, of one account or of all; months in which nothing was
    /// used are left out. Throws [IllegalArgumentException], with a message for the caller, where `to` comes
    /// before `from` or there are more than [#MOST_MONTHS].
    public List<UsageLine> months(Optional<AccountId> account, YearMonth from, YearMonth to) {
        if (from.isAfter(to)) throw new IllegalArgumentException("from: must not be after to");
        if (ChronoUnit.MONTHS.between(from, to) >= MOST_MONTHS) {
            throw new IllegalArgumentException("from: must be less than " + MOST_MONTHS + " months before to");
        }
        var months = Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .toList();
        return survey.ask("counting usage", session -> {
            var all = new ArrayList<UsageLine>();
            if (account.isPresent()) all.addAll(months(session, account.get(), months));
            else for (YearMonth month : months) all.addAll(month(session, month));
            return all.stream().sorted(ORDER).toList();
        });
    }

    private List<UsageLine> months(Session session, AccountId account, List<YearMonth> months) throws SQLException {
        var now = Places.of(session, account);
        var all = new ArrayList<UsageLine>();
        for (YearMonth month : months) {
            var before = soFar.before(account, month, now);
            var lines = before.isPresent()
                    ? goingOn(session, account, month, before.get())
                    : month(session, account, month);
            soFar.note(account, month, new Counted(now.ends(), lines));
            all.addAll(lines);
        }
        return all;
    }

    private static List<UsageLine> goingOn(Session session, AccountId account, YearMonth month, Counted before)
            throws SQLException {
        var lines = new ArrayList<>(before.lines());
        for (Environment environment : Environment.values()) {
            long first = before.before().getOrDefault(environment, 0L);
            Instant end = RecordTimes.clamped(begin(month.plusMonths(1)));
            lines.addAll(session.all(
                    SINCE, reader(month), account, environment, first, RecordTimes.clamped(begin(month)), end));
        }
        return summed(lines);
    }

    private static Row.Reader<UsageLine> reader(YearMonth month) {
        return row -> new UsageLine(
                month, new AccountId(row.number()), row.environment(), row.number(), row.number(), row.number());
    }

    private static List<UsageLine> month(Session session, AccountId account, YearMonth month) throws SQLException {
        Instant begin = RecordTimes.clamped(begin(month));
        Instant end = RecordTimes.clamped(begin(month.plusMonths(1)));
        var found = new ArrayList<>(session.all(OF_ONE, reader(month), begin, begin, account, end, begin, end));
        found.addAll(session.all(PRUNED + " AND account = ?", reader(month), number(month), account));
        return summed(found);
    }

    private static List<UsageLine> month(Session session, YearMonth month) throws SQLException {
        Instant begin = RecordTimes.clamped(begin(month));
        Instant end = RecordTimes.clamped(begin(month.plusMonths(1)));
        var found = new ArrayList<>(session.all(OF_ALL, reader(month), begin, begin, end, begin, end));
        found.addAll(session.all(PRUNED, reader(month), number(month)));
        return summed(found);
    }

    /// One line for each month, account and environment.
    static List<UsageLine> summed(List<UsageLine> lines) {
        Map<Whose, UsageLine> sums = new LinkedHashMap<>();
        for (UsageLine line : lines) {
            sums.merge(new Whose(line.month(), line.account(), line.environment()), line, UsageReport::sum);
        }
        return sums.values().stream()
                .filter(line -> line.tokens() != 0 || line.licenses() != 0 || line.charges() != 0)
                .toList();
    }

    private static UsageLine sum(UsageLine one, UsageLine other) {
        return new UsageLine(
                one.month(),
                one.account(),
                one.environment(),
                one.tokens() + other.tokens(),
                one.licenses() + other.licenses(),
                one.charges() + other.charges());
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    /// Notes what records had used that are pruned in the same transaction.
    static void keep(Session session, List<UsageLine> pruned) throws SQLException {
        for (UsageLine line : pruned) {
            session.change(
                    ADD,
                    line.account(),
                    line.environment(),
                    number(line.month()),
                    line.tokens(),
                    line.licenses(),
                    line.charges());
        }
    }

    /// The month of a moment.
    static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
