package dev.licet.storage.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/// One SQLite database file, and how connections to it are set up.
///
/// Every pragma is set on every connection: `synchronous` belongs to the connection and not to the file, and
/// setting it once on another one silently does nothing (reference: security.md 1.3).
public final class SqliteFile implements Connections {
    /// How long a connection waits for another process's transaction, in milliseconds.
    static final int BUSY_MILLIS = 5000;

    /// At most, of each connection: enough for the inner pages of an index of ten million kids. With SQLite's own 2 MB
    /// most of them are read again for every request. What is not used is not taken.
    private static final int CACHE_KIBIBYTES = 16 * 1024;

    private static final List<String> FOR_ALL = List.of(
            "PRAGMA busy_timeout = " + BUSY_MILLIS,
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA wal_autocheckpoint = " + Checkpoints.BACKSTOP_PAGES,
            "PRAGMA cache_size = -" + CACHE_KIBIBYTES,
            // A first question: the write-ahead log is opened with the file, and not later by its name, when it may
            // be another one or none.
            "PRAGMA schema_version");

    private final Path file;
    private final ThreadFactory threads;
    private final ConcurrentLinkedDeque<Session> writers = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<Session> readers = new ConcurrentLinkedDeque<>();
    private final Checkpoints checkpoints;
    private volatile Optional<Anchor> anchor = Optional.empty();

    /// A connection that stays open, so that no other process removes the write-ahead log when it leaves, and
    /// the files as they were then.
    private record Anchor(Session session, OpenedFiles files) {}

    /// With a writing thread of the usual kind.
    ///
    /// @param file need not exist yet
    public SqliteFile(Path file) {
        this(file, Thread.ofPlatform().factory());
    }

    /// @param file    need not exist yet
    /// @param threads makes the thread that writes
    public SqliteFile(Path file, ThreadFactory threads) {
        this.file = file;
        this.threads = threads;
        this.checkpoints = new Checkpoints(() -> open(new Properties(), List.of(), Session::close));
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public ThreadFactory writers() {
        return threads;
    }

    /// Its transactions take the write lock when they begin.
    @Override
    public Session writer() throws SQLException {
        Session idle = writers.poll();
        return idle != null ? idle : open(immediate(), List.of(), this::keep);
    }

    /// A connection that cannot write.
    @Override
    public Session reader() throws SQLException {
        Session idle = readers.poll();
        return idle != null ? idle : open(new Properties(), List.of("PRAGMA query_only = ON"), readers::push);
    }

    @Override
    public Session migrator() throws SQLException {
        return open(immediate(), List.of(), Session::close);
    }

    @Override
    public Session surveyor() throws SQLException {
        Session session = open(new Properties(), List.of("PRAGMA query_only = ON"), Session::close);
        session.begin();
        return session;
    }

    /// Who reads waits for nobody here.
    @Override
    public Session hastySurveyor() throws SQLException {
        return surveyor();
    }

    @Override
    public void copyTo(Path copy) throws SQLException {
        try (Session session = open(new Properties(), List.of(), Session::close)) {
            session.change("VACUUM INTO ?", copy.toString());
        }
    }

    /// Where the anchor cannot be laid now, the next call tries again.
    @Override
    public synchronized Optional<String> loss() {
        try {
            if (anchor.isEmpty()) anchor = Optional.of(anchored());
            return anchor.get().files().trouble();
        } catch (SQLException | IOException notNow) {
            return Optional.empty();
        }
    }

    /// The first question opens the write-ahead log and its index.
    private Anchor anchored() throws SQLException, IOException {
        Session session = open(new Properties(), List.of("PRAGMA query_only = ON"), Session::close);
        try {
            session.number("SELECT COUNT(*) FROM sqlite_master");
            return new Anchor(session, OpenedFiles.of(file));
        } catch (SQLException | IOException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private void keep(Session writer) {
        try {
            checkpoints.finish(writer);
            writers.push(writer);
        } catch (SQLException broken) {
            writer.close();
        }
    }

    private static Properties immediate() {
        var properties = new Properties();
        properties.setProperty("transaction_mode", "IMMEDIATE");
        return properties;
    }

    private Session open(Properties properties, List<String> more, Consumer<Session> release) throws SQLException {
        requireFiles();
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
        try (var statement = connection.createStatement()) {
            for (String pragma : FOR_ALL) statement.execute(pragma);
            for (String pragma : more) statement.execute(pragma);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return new Session(connection, dialect(), release, Session::shut);
    }

    /// A connection to files that were deleted or replaced would make new ones. It would also tell the connections
    /// that share the index of the log with it that the log is empty, so that they see the database as it was
    /// long ago.
    private void requireFiles() throws SQLException {
        Optional<String> trouble = anchor.isEmpty() ? Optional.empty() : loss();
        if (trouble.isPresent()) throw new SQLException(trouble.get());
    }

    private synchronized void lift() {
        anchor.ifPresent(laid -> laid.session().close());
        anchor = Optional.empty();
    }

    @Override
    public void close() {
        checkpoints.close();
        lift();
        for (Session idle = writers.poll(); idle != null; idle = writers.poll()) idle.close();
        for (Session idle = readers.poll(); idle != null; idle = readers.poll()) idle.close();
    }
}
