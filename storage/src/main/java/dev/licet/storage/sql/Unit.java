package dev.licet.storage.sql;

import java.sql.SQLException;

/// Something to do with the database: all of its statements apply or none. It may be run more than once, so it must
/// keep nothing from one run to the next.
@FunctionalInterface
public interface Unit<T> {
    /// Runs the statements.
    T run(Session session) throws SQLException;
}
