package dev.licet.storage.sql;

import java.io.Serial;
import java.sql.SQLException;

/// What the units of a batch put off could not be done. Whoever's statement came next is not to blame, so this is told
/// apart from that statement's own failure.
final class PutOffFailed extends SQLException {
    @Serial
    private static final long serialVersionUID = 1;

    PutOffFailed(SQLException cause) {
        super("what a batch put off could not be done", cause);
    }
}
