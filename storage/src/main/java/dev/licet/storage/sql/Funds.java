package dev.licet.storage.sql;

import java.sql.SQLException;
import java.util.OptionalLong;

/// A balance as a batch finds it.
///
/// @param beside   units that are in nobody's portion ([Portions]); empty where the balance has no limit
/// @param own      the writer's own portion, if it has one and holds it
/// @param portions the sum of all portions
/// @param mark     under how many units the balance is low; empty where nobody set that
public record Funds(OptionalLong beside, OptionalLong own, long portions, OptionalLong mark) {
    /// From `account_half AS h` and the writer's portion `o`.
    static final String COLUMNS = "h.units, o.units, COALESCE((SELECT SUM(s.units) FROM portion AS s"
            + " WHERE s.account = h.account AND s.environment = h.environment), 0), h.low_mark";

    static Funds read(Row row) throws SQLException {
        return new Funds(row.maybeNumber(), row.maybeNumber(), row.number(), row.maybeNumber());
    }

    /// Whether it counts down.
    public boolean isLimited() {
        return beside.isPresent();
    }

    /// What is left; empty where there is no limit.
    public OptionalLong left() {
        return isLimited() ? OptionalLong.of(beside.getAsLong() + portions) : beside;
    }

    /// What the batch may spend: its portion, which is large enough for all of it, or all that there is.
    public OptionalLong spendable() {
        return own.isPresent() ? own : beside;
    }
}
