package dev.licet.storage.sql;

import java.sql.SQLException;

/// Something to do with the database: all of its statements apply or none. It may be run more than once, so it must
/// keep nothing from one run to the next.
@FunctionalInterface
public interface Unit<T> {
    /// Before the units of a batch run, in their order: says what can be written together with what others want.
    default void prepare(Session session) throws SQLException {}

    /// Runs the statements.
    T run(Session session) throws SQLException;
}
