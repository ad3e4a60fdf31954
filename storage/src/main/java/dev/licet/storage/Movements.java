package dev.licet.storage;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Step;
import java.sql.SQLException;
import java.util.List;

/// The table of movements.
final class Movements {
    private Movements() {}

    static void write(Session session, AccountId account, Environment environment, Movement movement)
            throws SQLException {
        Step step = step(account, environment, movement);
        session.change(step.sql(), step.parameters());
    }

    static Step step(AccountId account, Environment environment, Movement movement) {
        return new Step(
                "INSERT INTO movement (account, environment, kind, units, reason, token, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                account,
                environment,
                movement.kind().word(),
                movement.units(),
                movement.reason(),
                movement.token(),
                movement.at());
    }

    static List<Movement> latest(Session session, AccountId account, Environment environment, int count)
            throws SQLException {
        return session.all(
                "SELECT kind, units, reason, token, at FROM movement WHERE account = ? AND environment = ?"
                        + " ORDER BY id DESC LIMIT ?",
                Movements::read,
                account,
                environment,
                count);
    }

    private static Movement read(Row row) throws SQLException {
        return new Movement(Movement.Kind.ofWord(row.text()), row.number(), row.text(), row.maybeText(), row.time());
    }
}
