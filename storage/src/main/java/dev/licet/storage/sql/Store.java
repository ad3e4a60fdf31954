package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.load.ReadLoad;
import dev.licet.storage.load.WriteLoad;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A database that is open: reads on a pool of connections, writes through one writer, or on a server through
/// several of which each has its accounts. Every method throws [dev.licet.domain.StoreUnavailable] when the
/// database does not answer.
public final class Store implements AutoCloseable {
    private final Connections connections;
    private final Readers readers;
    private final List<Writer> lanes;
    private final LastWrite lastWrite = new LastWrite(System::nanoTime);
    private volatile Optional<String> end = Optional.empty();
    private final Optional<Writer> apart;
    private final Optional<Writer> numberer;

    /// Opens no connection yet; the schema must be up to date, see [Migrations].
    public Store(Connections connections, Limits limits, InstantSource clock, SecureRandom random) {
        this.connections = connections;
        this.readers = new Readers(connections, limits);
        Supplier<Writer> writer =
                () -> new Writer(connections, limits, new CommitMarks(connections, limits, clock, random));
        this.lanes = Stream.generate(writer).limit(limits.lanes()).toList();
        this.apart = limits.lanes() == 1 ? Optional.empty() : Optional.of(writer.get());
        this.numberer = hasManyWriters() ? Optional.of(writer.get()) : Optional.empty();
    }

    /// Whether several processes write at the same time. Records then get their places after they were written.
    public boolean hasManyWriters() {
        return connections.dialect().hasManyWriters();
    }

    /// Asks the database; sees everything that was committed before the call, by whatever process.
    /// @param doing what for, in the words of a log line, e.g. `reading an account`
    public <T> T read(String doing, Unit<T> unit) {
        goOn(doing);
        T answer = readers.read(doing, unit);
        if (isNothing(answer)) {
            // Believed only of files that are still there: whoever makes new ones under their names empties our log.
            connections.loss().ifPresent(this::forsake);
            goOn(doing);
        }
        return answer;
    }

    private static boolean isNothing(Object answer) {
        return answer instanceof Optional<?> one && one.isEmpty()
                || answer instanceof Collection<?> all && all.isEmpty();
    }

    /// Asks many things that may take long; the answers fit together as if they had been given at one moment.
    public <T> T survey(String doing, Unit<T> unit) {
        goOn(doing);
        return readers.survey(doing, unit);
    }

    /// The same for a request, which must not wait for long: two at a time, others are refused at once; on a server a
    /// statement takes ten seconds at most, of which it waits one for a lock.
    public <T> T surveyInTime(String doing, Unit<T> unit) {
        goOn(doing);
        return readers.surveyInTime(doing, unit);
    }

    /// Changes the database; when it returns, the change is on disk.
    /// @param doing what for, in the words of a log line
    public <T> T write(String doing, Unit<T> unit) {
        return write(lanes.getFirst(), doing, Optional.empty(), unit);
    }

    /// The same for a unit that changes something of an account in one environment that others change as well.
    public <T> T write(String doing, AccountEnvironment whose, Unit<T> unit) {
        return write(doing, new Hold.OneEnvironment(whose), unit);
    }

    /// The same for a unit that is to have something of an account to itself.
    public <T> T write(String doing, Hold hold, Unit<T> unit) {
        int lane = Math.floorMod(hold.account().hashCode(), lanes.size());
        return write(lanes.get(lane), doing, Optional.of(hold), unit);
    }

    /// The same for a unit that gives records their places, where that is done after they were written: such units
    /// share no transaction with others, so that who waits for them holds nothing else.
    public <T> T number(String doing, Unit<T> unit) {
        return write(numberer.orElseGet(lanes::getFirst), doing, Optional.empty(), unit);
    }

    private <T> T write(Writer lane, String doing, Optional<Hold> hold, Unit<T> unit) {
        goOn(doing);
        try {
            T answer = lane.write(doing, hold, unit);
            lastWrite.succeeded();
            return answer;
        } catch (StoreUnavailable failure) {
            lastWrite.failed();
            throw failure;
        }
    }

    /// Returns when writing works: when the last write of anybody succeeded a moment ago, or else one that
    /// means nothing does.
    public void proveWriting(Instant now) {
        if (lastWrite.isGood()) return;
        write("writing a sign of life", session -> {
            CommitMarks.writeSignOfLife(session, now);
            return true;
        });
    }

    private Stream<Writer> writers() {
        return Stream.of(lanes.stream(), apart.stream(), numberer.stream()).flatMap(some -> some);
    }

    /// Whether all threads are there that this needs.
    public boolean isWhole() {
        return writers().allMatch(Writer::isAlive);
    }

    /// How the connections for reading are used.
    public ReadLoad reading() {
        return readers.load();
    }

    /// What the writers have done since the start, and what waits for them.
    public WriteLoad load() {
        return writers().map(Writer::load).reduce(WriteLoad.NONE, WriteLoad::plus);
    }

    /// What has become of the files under the open connections; empty while all is well.
    /// @see Connections#loss
    public Optional<String> loss() {
        return connections.loss();
    }

    /// Answers nothing and writes nothing from now on.
    /// @param why in the words of a log line
    public void forsake(String why) {
        end = Optional.of(why);
    }

    private void goOn(String doing) {
        if (end.isPresent()) throw new StoreUnavailable(doing, new SQLException(end.get()));
    }

    /// The same for units that all change one row: on a server they share no transaction with any other, so
    /// that who waits for that row holds nothing that others wait for.
    public <T> T writeApart(String doing, Unit<T> unit) {
        return write(apart.orElseGet(lanes::getFirst), doing, Optional.empty(), unit);
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
        writers().forEach(Writer::close);
        readers.close();
        connections.close();
    }
}
