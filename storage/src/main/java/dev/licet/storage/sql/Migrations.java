package dev.licet.storage.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Brings the schema up to date: numbered SQL files, each applied once, in one transaction with the note of it.
/// Two processes may do this at the same time; the write lock of the transaction makes one wait for the other.
public final class Migrations {
    /// In the order of their numbers. A released file is never changed.
    private static final List<String> FILES = List.of(
            "001-accounts.sql",
            "002-ledger.sql",
            "003-keys.sql",
            "004-credentials.sql",
            "005-requests.sql",
            "006-batches.sql",
            "007-retention.sql",
            "008-upstreams.sql",
            "009-dashboard.sql",
            "010-uses.sql",
            "011-authenticators.sql",
            "012-places.sql",
            "013-versions.sql",
            "014-packagers.sql",
            "015-playback-sessions.sql",
            "016-names.sql",
            "017-audit.sql",
            "018-license-makers.sql",
            "019-signers.sql",
            "020-stops.sql",
            "021-usage.sql",
            "022-operators.sql",
            "023-times.sql",
            "024-bytes.sql",
            "025-roles.sql",
            "026-low-balances.sql",
            "027-books.sql",
            "028-dual-run.sql",
            "029-closed.sql",
            "030-arrivals.sql",
            "031-portions.sql");

    /// The number of the newest schema that this program knows.
    public static final int LATEST = number(FILES.getLast());

    private static final System.Logger LOGGER = System.getLogger(Migrations.class.getName());
    /// Two programs that make a database at the same time wait for each other for less.
    private static final long SILENT_NANOS = 2_000_000_000L;

    private static final long BETWEEN_LINES_NANOS = 30_000_000_000L;
    private static final int TRIES = 200;
    private static final long PAUSE_MILLIS = 25;

    private final Connections connections;
    private final Dialect dialect;
    private final InstantSource clock;
    private final List<String> files;

    /// @param clock for the note of when a migration was applied
    public Migrations(Connections connections, InstantSource clock) {
        this(connections, clock, LATEST);
    }

    /// @param last the number of the last one that is applied
    Migrations(Connections connections, InstantSource clock, int last) {
        this.connections = connections;
        this.dialect = connections.dialect();
        this.clock = clock;
        this.files = FILES.stream().filter(file -> number(file) <= last).toList();
    }

    /// Applies what is missing.
    /// @return the number of the schema afterwards; when it is above [#LATEST], a newer program has been here
    ///         and nothing was touched
    public int apply() throws SQLException {
        long nextLine = System.nanoTime() + SILENT_NANOS;
        for (int tried = 1; ; tried++) {
            try (Session session = connections.migrator()) {
                return apply(session);
            } catch (SQLException failure) {
                if (!dialect.isBusy(failure) || tried == TRIES) throw failure;
                if (System.nanoTime() >= nextLine) {
                    LOGGER.log(Level.WARNING, "another program has locked the database; waiting for it");
                    nextLine = System.nanoTime() + BETWEEN_LINES_NANOS;
                }
                pause(failure);
            }
        }
    }

    /// Turning a new file into a write-ahead-logged one needs it alone for a moment, and SQLite does not wait
    /// for that by itself.
    private static void pause(SQLException failure) throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private int apply(Session session) throws SQLException {
        session.execute("CREATE TABLE IF NOT EXISTS migration ("
                + "number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)");
        if (applied(session) <= LATEST) while (next(session).isPresent()) step(session);
        return applied(session);
    }

    private static int applied(Session session) throws SQLException {
        return (int) session.number("SELECT COALESCE(MAX(number), 0) FROM migration");
    }

    /// The first that is missing.
    private Optional<String> next(Session session) throws SQLException {
        var there = session.all("SELECT number FROM migration", Row::small);
        return files.stream().filter(file -> !there.contains(number(file))).findFirst();
    }

    private static int number(String file) {
        return Integer.parseInt(file, 0, file.indexOf('-'), 10);
    }

    /// Looks again inside the transaction, because another process may have been faster.
    private void step(Session session) throws SQLException {
        dialect.begin(session);
        Optional<String> next = next(session);
        if (next.isPresent()) apply(session, next.get());
        session.commit();
        next.ifPresent(file -> LOGGER.log(Level.INFO, "the tables were brought up to date: {0}", file));
    }

    private void apply(Session session, String file) throws SQLException {
        for (String statement : dialect.statements(text(file))) session.execute(statement);
        session.change(
                "INSERT INTO migration (number, name, applied) VALUES (?, ?, ?)", number(file), file, clock.instant());
    }

    private static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream("migration/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
