package dev.licet.storage.sql;

import java.io.Serial;
import java.sql.SQLException;

/// The deferred work of a batch failed. It has its own type because the statement that triggered it is not
/// the cause: the unit that ran that statement must not be blamed.
final class DeferredFailed extends SQLException {
    @Serial
    private static final long serialVersionUID = 1;

    DeferredFailed(SQLException cause) {
        super("the deferred work of a batch failed", cause);
    }
}
