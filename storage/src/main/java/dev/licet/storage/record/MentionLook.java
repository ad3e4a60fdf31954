package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One search of [MentionSearch], by each way in which records are found.
record MentionLook(Session session, Optional<AccountId> whose, String text, int count) {
    private static final int DIGITS = 32;
    private static final String COLUMNS = "SELECT " + StoredRecords.COLUMNS + ", account FROM record WHERE ";
    private static final String OF_ACCOUNT = "id IN (SELECT r.id FROM account_half AS h CROSS JOIN record AS r"
            + " WHERE %s AND r.account = h.account AND r.environment = h.environment AND ";
    private static final String OF_REQUEST = OF_ACCOUNT + "r.request = ? AND r.found >= 2)";
    private static final String OF_COOKIE = OF_ACCOUNT + "r.cookie = ?)";
    /// The sign keeps databases from going through all records of the account instead.
    private static final String OF_TOKEN = "token = ? AND " + RecordColumns.BY_TOKEN;
    private static final String NEWEST = " ORDER BY id DESC LIMIT ?";
    private static final String NEWEST_PLACE =
            "SELECT MAX(n.ordinal) FROM record AS n WHERE n.account = h.account AND n.environment = h.environment";
    private static final String LAST = "SELECT COALESCE(MAX(id), 0) FROM record";

    private String which() {
        return whose.isPresent() ? "h.account = ?" : "h.account IS NOT NULL";
    }

    List<LoggedRecord> byName() throws SQLException {
        var found = new ArrayList<>(all(OF_REQUEST.formatted(which()), with(IdColumn.write(text))));
        found.addAll(all(OF_COOKIE.formatted(which()), with(text)));
        if (isDigits()) found.addAll(all(OF_TOKEN, List.of(IdColumn.write(text))));
        return found;
    }

    List<LoggedRecord> nobodys() throws SQLException {
        if (whose.isPresent()) return List.of();
        return all(
                "account IS NULL AND environment IN (?, ?) AND request = ? AND " + RecordColumns.BY_REQUEST,
                List.of(Environment.TEST, Environment.PRODUCTION, IdColumn.write(text)));
    }

    /// Most ids begin with the time at which their record stands.
    List<LoggedRecord> byTime() throws SQLException {
        Optional<Instant> time = IdColumn.time(text);
        if (time.isEmpty()) return List.of();
        Instant from = RecordTimes.clamped(time.get().minus(IdColumn.NEAR));
        Instant to = RecordTimes.clamped(time.get().plus(IdColumn.NEAR).plusMillis(1));
        String sql = RecordTimes.between(" SELECT r.id", which()) + " AND (r.request = ? OR r.token = ?)";
        byte[] id = IdColumn.write(text);
        var parameters = new ArrayList<Object>(List.of(from));
        whose.ifPresent(parameters::add);
        parameters.addAll(List.of(to, from, to, id, id));
        return numbered(session.all(sql, Row::number, parameters.toArray()));
    }

    List<LoggedRecord> through() throws SQLException {
        String mentions = "(" + (isDigits() ? session.holds("r.kids") + " OR " : "") + "r.device = ? OR r.content = ?)";
        var wanted = new ArrayList<Object>();
        if (isDigits()) wanted.add(IdColumn.write(text));
        wanted.addAll(List.of(IdColumn.write(text), text));
        if (whose.isPresent()) {
            String near = OF_ACCOUNT.formatted(which()) + "r.ordinal > (" + NEWEST_PLACE + ") - "
                    + MentionSearch.LOOKED_THROUGH;
            return all(near + " AND " + mentions + ")", with(wanted.toArray()));
        }
        wanted.addFirst(session.number(LAST) - MentionSearch.LOOKED_THROUGH);
        return all("id IN (SELECT r.id FROM record AS r WHERE r.id > ? AND " + mentions + ")", wanted);
    }

    private boolean isDigits() {
        return text.length() == DIGITS && IdColumn.write(text).length == DIGITS / 2;
    }

    /// The bytes of a kid may be the end of one and the beginning of the next; and tokens are found by their tree
    /// alone.
    boolean isMeant(LoggedRecord found) {
        var record = found.record();
        var ids = Stream.of(record.tokenId(), record.cookie(), record.deviceId(), record.contentId());
        boolean mentioned = record.requestId().equals(text)
                || record.kids().contains(text)
                || ids.flatMap(Optional::stream).anyMatch(text::equals);
        return mentioned && (whose.isEmpty() || whose.equals(found.account()));
    }

    private List<Object> with(Object... wanted) {
        return Stream.concat(whose.stream(), Stream.of(wanted)).toList();
    }

    private List<LoggedRecord> numbered(List<Long> ids) throws SQLException {
        if (ids.isEmpty()) return List.of();
        String marks = IntStream.range(0, ids.size()).mapToObj(i -> "?").collect(Collectors.joining(", "));
        return all("id IN (" + marks + ")", List.copyOf(ids));
    }

    private List<LoggedRecord> all(String condition, List<?> wanted) throws SQLException {
        Object[] parameters = Stream.concat(wanted.stream(), Stream.of(count)).toArray();
        return session.all(COLUMNS + condition + NEWEST, WholeLog::entry, parameters);
    }
}
