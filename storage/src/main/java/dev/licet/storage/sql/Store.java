package dev.licet.storage.sql;

/// A database that is open: reads on a pool of connections, writes through the one writer.
/// Every method throws [dev.licet.domain.StoreUnavailable] when the database does not answer.
public final class Store implements AutoCloseable {
    private final Readers readers;
    private final Writer writer;

    /// Opens no connection yet; the schema must be up to date, see [Migrations].
    public Store(SqliteFile file, Dialect dialect, Limits limits) {
        this.readers = new Readers(file, limits);
        this.writer = new Writer(file, dialect, limits);
    }

    /// Asks the database; sees everything that was committed before the call, by whatever process.
    /// @param doing what for, in the words of a log line, e.g. `reading an account`
    public <T> T read(String doing, Unit<T> unit) {
        return readers.read(doing, unit);
    }

    /// Changes the database; when it returns, the change is on disk.
    /// @param doing what for, in the words of a log line
    public <T> T write(String doing, Unit<T> unit) {
        return writer.write(doing, unit);
    }

    /// Writes what waits and closes all connections. The last process to leave folds the write-ahead log back into
    /// the database file; SQLite sees to that itself.
    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
