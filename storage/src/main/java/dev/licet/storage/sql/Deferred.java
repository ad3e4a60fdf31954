package dev.licet.storage.sql;

import java.sql.SQLException;

/// Work that the units of one batch defer until all of them have run, so that one statement does it for all.
///
/// It belongs to the transaction: it is carried out before the commit, and before any statement that it could
/// matter to; when the transaction is rolled back, it is forgotten.
public interface Deferred {
    /// Does the work. When it fails, the whole batch is rolled back and each unit is run alone.
    void carryOut(Session session) throws SQLException;
}
