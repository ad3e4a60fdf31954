package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.book.Book;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Written;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The table of movements, and the charges that stand in the table of records instead: a record that charges is the
/// movement, until it is pruned.
///
/// `place` is where a movement stands among the records of its account and environment: twice the number of
/// those before it, and one more for what was a record itself.
public final class MovementColumns {
    private static final Insert INSERT = new Insert("movement (" + Book.MOVEMENTS.columns() + ", tag)", "");

    /// What [#charge] reads of a record.
    public static final String OF_RECORD = "charged, redemption_window, units, token";

    /// Those without a place come next; while the account is held, no more arrive. A new account has neither.
    private static final String RECORDS =
            "SELECT COALESCE((SELECT e.records FROM record_end AS e WHERE e.account = ? AND e.environment = ?), 0)"
                    + " + (SELECT COUNT(*) FROM arrival AS a WHERE a.account = ? AND a.environment = ?)";
    private static final String LAST_TAG =
            "SELECT movement_tag FROM account_half WHERE account = ? AND environment = ?";
    private static final String SET_TAG =
            "UPDATE account_half SET movement_tag = ? WHERE account = ? AND environment = ?";
    private static final String ROWS = "SELECT place, kind, charges, units, reason, token, at FROM movement"
            + " WHERE account = ? AND environment = ? ORDER BY place DESC, id DESC LIMIT ?";
    private static final String CHANGES = "SELECT place, kind, charges, units, reason, token, at FROM movement"
            + " WHERE account = ? AND environment = ? AND at >= ? AND kind <> ? ORDER BY place, id";
    private static final String CHARGES = "SELECT ordinal, at, " + OF_RECORD + " FROM record"
            + " WHERE account = ? AND environment = ? AND units IS NOT NULL ORDER BY ordinal DESC LIMIT ?";

    private MovementColumns() {}

    static void write(Session session, RowTags tags, AccountEnvironment whose, Movement movement) throws SQLException {
        long place =
                2 * session.number(RECORDS, whose.account(), whose.environment(), whose.account(), whose.environment());
        insert(session, tags, whose, List.<Object[]>of(row(whose, movement, place)));
    }

    /// Writes rows of [#ofRecord], each with a tag that follows from the one before it.
    public static void insert(Session session, RowTags tags, AccountEnvironment whose, List<Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) return;
        byte[] tag = session.first(LAST_TAG, Row::maybeBytes, whose.account(), whose.environment())
                .flatMap(found -> found)
                .orElse(new byte[0]);
        var tagged = new ArrayList<Object[]>();
        for (Object[] row : rows) {
            tag = tags.of(Book.MOVEMENTS, tag, Written.of(row));
            Object[] whole = Arrays.copyOf(row, INSERT.columns());
            whole[row.length] = tag;
            tagged.add(whole);
        }
        INSERT.rows(session, tagged);
        session.change(SET_TAG, tag, whose.account(), whose.environment());
    }

    /// The row of a charge whose record is pruned.
    public static Object[] ofRecord(AccountEnvironment whose, Movement movement, long ordinal) {
        return row(whose, movement, placeOf(ordinal));
    }

    private static long placeOf(long ordinal) {
        return 2 * ordinal + 1;
    }

    /// In the order of [Book#columns].
    private static Object[] row(AccountEnvironment whose, Movement movement, long place) {
        return new Object[] {
            whose.account(),
            whose.environment(),
            movement.kind().column(),
            movement.units(),
            movement.reason(),
            movement.token().map(HexFormat.of()::parseHex),
            movement.at(),
            movement.kind().charges(),
            place
        };
    }

    /// What a record says of money.
    ///
    /// @param movement that it is; empty for a record that charges nothing or whose charge has a row of its own
    public record Charge(int charged, Optional<Movement> movement) {}

    /// Reads the columns [#OF_RECORD] of a record of that time.
    public static Charge charge(Row row, Instant at) throws SQLException {
        int charged = row.small();
        int window = row.small();
        OptionalLong units = row.maybeNumber();
        Optional<String> token = row.maybeHex();
        if (units.isEmpty()) return new Charge(charged, Optional.empty());
        var kind = charged < 0 ? Movement.Kind.CORRECTION : Movement.Kind.CHARGE;
        String reason = "window " + window + (charged < 0 ? " given back" : "");
        return new Charge(charged, Optional.of(new Movement(kind, units.getAsLong(), reason, token, at)));
    }

    private record Placed(long place, Movement movement) {}

    static List<Movement> latest(Session session, AccountId account, Environment environment, int count)
            throws SQLException {
        var rows = session.all(ROWS, MovementColumns::read, account, environment, count);
        var charges = session.all(CHARGES, MovementColumns::readCharge, account, environment, count);
        return Stream.concat(rows.stream(), charges.stream())
                .sorted(Comparator.comparingLong(Placed::place).reversed())
                .limit(count)
                .map(Placed::movement)
                .toList();
    }

    /// What somebody added, set or took since that time, oldest first: everything but charges.
    static List<Movement> changes(Session session, AccountId account, Environment environment, Instant since)
            throws SQLException {
        return session
                .all(CHANGES, MovementColumns::read, account, environment, since, Movement.Kind.CHARGE.column())
                .stream()
                .map(Placed::movement)
                .toList();
    }

    private static Placed readCharge(Row row) throws SQLException {
        long place = placeOf(row.number());
        Instant at = row.time();
        return new Placed(place, charge(row, at).movement().orElseThrow());
    }

    private static Placed read(Row row) throws SQLException {
        long place = row.number();
        var kind = Movement.Kind.read(row.text(), row.small());
        return new Placed(place, new Movement(kind, row.number(), row.text(), row.maybeHex(), row.time()));
    }
}
