package dev.licet.storage.sql;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A database that is open: reads on a pool of connections, writes through one writer, or on a server through
/// several of which each has its accounts. Every method throws [dev.licet.domain.StoreUnavailable] when the
/// database does not answer.
public final class Store implements AutoCloseable {
    private final Connections connections;
    private final Readers readers;
    private final List<Writer> lanes;

    /// Opens no connection yet; the schema must be up to date, see [Migrations].
    public Store(Connections connections, Limits limits, InstantSource clock, SecureRandom random) {
        this.connections = connections;
        this.readers = new Readers(connections, limits);
        this.lanes = IntStream.range(0, limits.lanes())
                .mapToObj(lane -> new Writer(connections, limits, new CommitMarks(connections, limits, clock, random)))
                .toList();
    }

    /// Asks the database; sees everything that was committed before the call, by whatever process.
    /// @param doing what for, in the words of a log line, e.g. `reading an account`
    public <T> T read(String doing, Unit<T> unit) {
        return readers.read(doing, unit);
    }

    /// Asks many things that may take long; the answers fit together as if they had been given at one moment.
    public <T> T survey(String doing, Unit<T> unit) {
        return readers.survey(doing, unit);
    }

    /// Changes the database; when it returns, the change is on disk.
    /// @param doing what for, in the words of a log line
    public <T> T write(String doing, Unit<T> unit) {
        return lanes.getFirst().write(doing, Optional.empty(), unit);
    }

    /// The same for a unit that changes half of an account, or adds to its records or movements.
    public <T> T write(String doing, Claim claim, Unit<T> unit) {
        int lane = Math.floorMod(claim.account().hashCode(), lanes.size());
        return lanes.get(lane).write(doing, Optional.of(claim), unit);
    }

    /// Drops some of what was kept to look up lost commits.
    /// @return how many rows; 0 when there are no more
    public int tidy(Instant now) {
        return write("dropping old marks", session -> CommitMarks.drop(session, now));
    }

    /// Writes a copy of an embedded database into an empty file.
    public void copyTo(Path file) throws SQLException {
        connections.copyTo(file);
    }

    /// Writes what waits and closes all connections. The last process to leave folds the write-ahead log back
    /// into the database file; SQLite sees to that itself.
    @Override
    public void close() {
        lanes.forEach(Writer::close);
        readers.close();
        connections.close();
    }
}
