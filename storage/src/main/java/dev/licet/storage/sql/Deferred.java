package dev.licet.storage.sql;

import java.sql.SQLException;

/// Work that the units of one batch put off until all of them have been run, so that it is done once for all
/// of them.
///
/// It belongs to the transaction: it is carried out before the commit, and before any statement that it could
/// matter to; when the transaction is rolled back, it is forgotten.
public interface Deferred {
    /// Does the work. A failure is everybody's: the batch is rolled back and its units are run alone.
    void carryOut(Session session) throws SQLException;
}
