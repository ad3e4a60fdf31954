package dev.licet.storage;

import java.sql.SQLException;

/// Hears of each call that has a database do something, e.g. `setAutoCommitfalse` or `execute` with its statement, and
/// can have it fail.
interface Calls {
    void before(String call) throws SQLException;

    /// The call has worked, and whoever made it has not heard of that yet.
    void after(String call) throws SQLException;
}
