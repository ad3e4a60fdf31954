package dev.licet.storage.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/// Where connections to one database come from, and where they go back to.
///
/// A session that has done its work without a complaint is released; one that has failed in any way is closed,
/// because a connection that has failed once can apply half of what follows (reference: security.md M6).
public sealed interface Connections extends AutoCloseable permits SqliteFile, PostgresServer {
    /// How the product behind the connections speaks.
    Dialect dialect();

    /// A connection that reads and writes.
    Session writer() throws SQLException;

    /// A connection for questions.
    Session reader() throws SQLException;

    /// A connection of its own for changes of the schema: nothing ends its statements because they take long.
    /// It is never released, only closed.
    Session migrator() throws SQLException;

    /// A connection of its own for long questions: all of them see the database as it was at the first one, and
    /// nobody's writing waits for them. It is never released, only closed.
    Session surveyor() throws SQLException;

    /// The same for somebody who cannot wait: neither for whoever has locked a table nor for an answer that takes long.
    Session hastySurveyor() throws SQLException;

    /// Makes the platform threads that write on such connections.
    ThreadFactory writers();

    /// Writes a copy of the database, as it is at one moment, into an empty file.
    void copyTo(Path file) throws SQLException;

    /// What has become of the database behind the open connections, in the words of a log line: its files were
    /// deleted or replaced, so that whatever is written is lost. Empty while all is well, and always for a
    /// server, which looks after its files itself. The first call begins to look.
    Optional<String> loss();

    /// Closes what lies idle.
    @Override
    void close();
}
