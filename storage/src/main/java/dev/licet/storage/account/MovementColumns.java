package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.List;

/// The table of movements.
public final class MovementColumns {
    /// Writes rows of [#row].
    public static final Insert INSERT =
            new Insert("movement (account, environment, kind, units, reason, token, at, charges)", "");

    private MovementColumns() {}

    static void write(Session session, AccountId account, Environment environment, Movement movement)
            throws SQLException {
        INSERT.rows(session, List.<Object[]>of(row(account, environment, movement)));
    }

    /// The columns of one row, in the order of [#INSERT].
    public static Object[] row(AccountId account, Environment environment, Movement movement) {
        return new Object[] {
            account,
            environment,
            movement.kind().column(),
            movement.units(),
            movement.reason(),
            movement.token(),
            movement.at(),
            movement.kind().charges()
        };
    }

    static List<Movement> latest(Session session, AccountId account, Environment environment, int count)
            throws SQLException {
        return session.all(
                "SELECT kind, charges, units, reason, token, at FROM movement WHERE account = ? AND environment = ?"
                        + " ORDER BY id DESC LIMIT ?",
                MovementColumns::read,
                account,
                environment,
                count);
    }

    private static Movement read(Row row) throws SQLException {
        return new Movement(
                Movement.Kind.read(row.text(), row.small()), row.number(), row.text(), row.maybeText(), row.time());
    }
}
