package dev.licet.storage.sql;

import java.sql.SQLException;

/// The server has committed, but somebody ended its wait for the synchronous standby. The change may be gone
/// after a failover, so the caller is not told that it was made.
final class NotReplicated extends SQLException {
    private static final long serialVersionUID = 1L;

    NotReplicated(SQLException warning) {
        super("the change is not on the synchronous standby", warning);
    }
}
